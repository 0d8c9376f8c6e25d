"""Gulpease, and the counting it stands on."""

import pytest

from guides.text.readability import readability, readability_of_text, sentences_in

EASY = "Il pacco non arriva. Scrivi al negozio. Chiedi i soldi. Tieni la ricevuta. " * 8
HARD = (
    "La disciplina consumeristica attualmente vigente riconosce inderogabilmente all’acquirente "
    "pregiudicato dall’inadempimento contrattuale professionalmente imputabile la facoltà di "
    "esperire alternativamente rimedi ripristinatori ovvero restitutori proporzionatamente "
) * 4


def test_the_formula_is_that_of_1988():
    text = " ".join(["casa"] * 50) + ". " + " ".join(["casa"] * 50) + "."
    # 89 + (300 * 2 - 10 * 400) / 100
    assert readability_of_text(text).index == 55


def test_easy_and_hard_are_told_apart():
    assert readability(EASY).index >= 80
    assert readability(EASY).said == "si legge bene"
    assert readability(HARD).index < 40
    assert readability(HARD).said == "molto difficile"


@pytest.mark.parametrize("text", ["", "   \n", "Una frase sola.", "99 parole " * 49])
def test_a_short_text_has_no_figure(text):
    assert readability(text).index is None


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Lo dice l’art. 3, comma 2, lett. b) del D.lgs. 206/2005. Punto.", 2),
        ("Costa 1.500,50 euro, cioè ca. 3.000 mila lire ecc. e basta.", 1),
        ("La S.p.A. ha sede in via Verdi n. 3. Scrivi lì.", 2),
        ("Apri https://www.esempio.it/a.b.html?x=1. Poi torna.", 1),
        ("Scrivi a nome.cognome@esempio.it. Aspetta.", 1),
        ("Davvero? Sì! Bene… Andiamo.", 4),
        ("«Non lo so.» Disse lui.", 2),
        ("Alle 9.30 del 3.4.2025 arriva.", 1),
        ("Va su poste.it e chiedi", 1),
    ],
)
def test_what_ends_a_sentence(text, many):
    assert len([s for s in sentences_in(text) if any(map(str.isalpha, s))]) == many, sentences_in(
        text
    )


def test_titles_items_and_cells_end_one():
    source = (
        "# Titolo\n\nUn testo\n\n- voce uno\n- voce due;\n\n| a | b |\n| --- | --- |\n| c | d |"
    )
    from guides.text.markdown import plain_text

    assert len(sentences_in(plain_text(source))) == 8


def test_code_and_addresses_of_links_are_no_words():
    assert readability("[parole](https://esempio.it/lunghissimo/indirizzo)").words == 1


def test_the_two_longest_sentences_are_shown():
    text = (
        "Breve. " + "Questa è la frase più lunga di tutte quante. " + "Questa è lunga. " + "Poca."
    )
    assert readability(text).longest == [
        "Questa è la frase più lunga di tutte quante.",
        "Questa è lunga.",
    ]


def test_a_big_text_takes_no_time_at_all():
    assert readability_of_text("parola art. " * 20_000).index is not None
