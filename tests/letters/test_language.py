"""What an editor writes in a letter: read into a tree, its mistakes said with their line."""

import pytest

from guides.letters.language.combinations import (
    ANSWERED,
    NOT_ANSWERED,
    TooMany,
    combinations,
    holds_in,
)
from guides.letters.language.filling import blocks, forbidden, line
from guides.letters.language.reading import problems_of, tree_of
from guides.letters.sheet import Paragraph, Points


def filled(source: str, state: dict, **said):
    return blocks(tree_of(source), lambda c: holds_in(state, c), lambda m: said.get(m.key, m.key))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"a": "si"}, "Prima. Sì. Dopo."),
        ({"a": "no"}, "Prima. Altro. Dopo."),
        ({"a": "non-so"}, "Prima. Altro. Dopo."),
    ],
)
def test_a_branch_is_taken_by_its_answer(state, words):
    source = "Prima.\n{{se a è si}}\nSì.\n{{altrimenti}}\nAltro.\n{{fine}}\nDopo."
    assert filled(source, state) == (Paragraph(words),)


@pytest.mark.parametrize("written", ["{{se a è si}}", "{{ SE a e' si }}", "{{se a é si}}"])
def test_a_question_is_asked_as_people_type_it(written):
    assert filled(f"{written}Sì{{{{fine}}}}", {"a": "si"}) == (Paragraph("Sì"),)
    turned = written.replace(" è ", " non è ").replace(" e' ", " non e' ").replace(" é ", " non é ")
    assert filled(f"{turned}No{{{{fine}}}}", {"a": "si"}) == ()


def test_what_was_not_answered_or_not_known_is_left_out():
    source = "{{se a}}Con {{a}}.{{altrimenti}}Senza.{{fine}}"
    assert filled(source, {"a": ANSWERED}, a="b") == (Paragraph("Con b."),)
    assert filled(source, {"a": NOT_ANSWERED}) == (Paragraph("Senza."),)
    assert filled(source, {"a": "non-so"}) == (Paragraph("Senza."),)
    assert filled("{{se non a}}Senza.{{fine}}", {"a": NOT_ANSWERED}) == (Paragraph("Senza."),)


def test_lists_stay_lists_whatever_is_left_out_of_them():
    source = "Chiedo:\n\n- uno\n{{se a è si}}\n- due\n{{fine}}\n- tre\n\n1. primo\n2. {{b}}"
    numbered = Points(("primo", "B"), is_numbered=True)
    assert filled(source, {"a": "si"}, b="B") == (
        *(Paragraph("Chiedo:"), Points(("uno", "due", "tre"))),
        numbered,
    )
    assert filled(source, {"a": "no"}, b="B")[1] == Points(("uno", "tre"))


@pytest.mark.parametrize(
    "typed",
    ["**x** {{fine}} {{a}}", "# x", "<b>&amp;", "#set page()", "\uf8f00\uf8f1", "- x\n1. y"],
)
def test_an_answer_is_text_wherever_it_goes(typed):
    assert filled("Dico {{a}}.", {}, a=typed) == (Paragraph(f"Dico {typed}."),)
    assert filled("- {{a}}", {}, a=typed) == (Points((typed,)),)


def test_a_long_answer_has_its_own_paragraphs():
    assert filled("{{a}}", {}, a="Uno.\n\nDue.\ntre") == (Paragraph("Uno."), Paragraph("Due.\ntre"))
    assert line(tree_of("Su {{a}}"), lambda c: True, lambda m: "a\nb") == "Su a b"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a\n{{se b", "Riga 2: «{{» senza la sua metà"),
        ("a\n\nb }} c", "Riga 3: «}}» senza la sua metà"),
        ("{{se a è b}}\nx", "Riga 1: questo {{se …}} non finisce: manca {{fine}}."),
        ("x\n{{fine}}", "Riga 2: «fine» senza il suo {{se …}}."),
        ("{{altrimenti}}", "Riga 1: «altrimenti» senza il suo {{se …}}."),
        (
            "{{se a}}\n{{altrimenti}}\n{{altrimenti}}\n{{fine}}",
            "Riga 3: due «altrimenti» per il {{se}} della riga 1.",
        ),
        ("{{se a è}}x{{fine}}", "Riga 1: non capisco «se a è»"),
        ("{{se a è b c}}x{{fine}}", "Riga 1: non capisco «se a è b c»"),
        ("{{se non a è b}}x{{fine}}", "Riga 1: scrivi {{se a non è b}}"),
        ("{{}}", "Riga 1: non capisco «»"),
        ("{{due parole}}", "Riga 1: non capisco «due parole»"),
        ("{{% load x %}}", "Riga 1: non capisco «% load x %»"),
        ("{{se a}}" * 7 + "{{fine}}" * 7, "Riga 1: troppe domande una dentro l’altra"),
        ("x" * 20_001, "Riga 1: il testo è troppo lungo per una lettera."),
    ],
)
def test_a_mistake_is_said_with_its_line(source, said):
    assert str(problems_of(source)[0]).startswith(said)


def test_only_paragraphs_and_lists_are_allowed():
    assert forbidden("Ciao.\n\n- a\n- b\n\n1. c") == []
    source = "# Titolo\n\n**grasso**\n\n[qui](https://example.org)\n\n> cita\n\n| a |\n| - |\n| b |"
    assert set(forbidden(source)) >= {1, 3, 5, 7, 9}


def test_every_way_is_tried_and_only_once():
    trees = [
        tree_of("{{se a è x}}{{se b}}1{{fine}}{{altrimenti}}2{{fine}}"),
        tree_of("{{se b}}3{{fine}}"),
    ]
    states = {"a": ["x", "y"], "b": [ANSWERED, NOT_ANSWERED]}
    assert list(combinations(trees, states.__getitem__)) == [
        {"a": a, "b": b} for a in "xy" for b in (ANSWERED, NOT_ANSWERED)
    ]
    alone = list(combinations(trees[:1], states.__getitem__))
    assert alone == [{"a": "x", "b": ANSWERED}, {"a": "x", "b": NOT_ANSWERED}, {"a": "y"}]


def test_too_many_ways_are_refused_before_they_are_all_tried():
    source = "".join(f"{{{{se d{n}}}}}x{{{{fine}}}}" for n in range(30))
    with pytest.raises(TooMany):
        list(combinations([tree_of(source)], lambda key: [ANSWERED, NOT_ANSWERED]))
