"""What a tag says, by kind and by format, and where in a text it stands."""

from decimal import Decimal

import pytest

from guides.facts.saying import said_live
from guides.text import markdown
from guides.text.numbers import in_letters
from tests.facts.making import a_fact

pytestmark = pytest.mark.django_db

KINDS = {
    "termine": {},
    "importo": {"amount": Decimal("34")},
    "indirizzo": {"place": "Via Isonzo 21/b, 00198 Roma"},
    "telefono": {"telephone": "800 166 661"},
    "email": {"email": "aiuto@example.org"},
    "pec": {"email": "reclami@pec.example.org"},
    "link": {"link": "https://example.org/a_(b)?x=1&y=2", "link_words": "il modulo [UG]"},
    "testo": {"words": "il **25 %** del prezzo"},
}
SAID = [
    ("termine", "", "14 giorni"),
    ("termine", "giorni", "14 giorni"),
    ("termine", "lettere", "quattordici giorni"),
    ("termine", "entro", "entro 14 giorni"),
    ("termine", "entro-lettere", "entro quattordici giorni"),
    ("termine", "numero", "14"),
    ("importo", "", "34 €"),
    ("importo", "euro", "34 euro"),
    ("importo", "numero", "34"),
    ("indirizzo", "", "Via Isonzo 21/b, 00198 Roma"),
    ("telefono", "", "800 166 661"),
    ("telefono", "numero", "800 166 661"),
    ("email", "", "aiuto@example.org"),
    ("pec", "testo", "reclami@pec.example.org"),
    ("link", "", "il modulo [UG]"),
    ("link", "indirizzo", "https://example.org/a_(b)?x=1&y=2"),
    ("link", "testo", "il modulo [UG]"),
    ("testo", "", "il 25 % del prezzo"),
]
LEADS_TO = {
    ("telefono", ""): "tel:800166661",
    ("email", ""): "mailto:aiuto@example.org",
    ("pec", "link"): "mailto:reclami@pec.example.org",
    ("link", ""): "https://example.org/a_%28b%29?x=1&amp;y=2",
}


def tag(kind: str, format: str = "") -> str:
    return f"{{{{fatto:il-{kind}{'|' if format else ''}{format}}}}}"


@pytest.mark.parametrize(("kind", "format", "words"), SAID)
def test_each_format_says_it_in_a_sentence_a_table_and_a_list(kind, format, words):
    a_fact(key=f"il-{kind}", kind=kind, **KINDS[kind])
    for source in (
        f"Hai {tag(kind, format)} di tempo.",
        f"- primo\n- {tag(kind, format)}",
        f"| a | b |\n| --- | --- |\n| c | **{tag(kind, format)}** |",
    ):
        said = said_live(source)
        assert "{{" not in said
        assert words in markdown.plain_text(said).replace("\u00a0", " ")
        assert markdown.errors(said) == []


@pytest.mark.parametrize(("which", "address"), LEADS_TO.items())
def test_what_can_be_touched_is_a_link(which, address):
    a_fact(key=f"il-{which[0]}", kind=which[0], **KINDS[which[0]])
    assert f'href="{address}"' in markdown.render(said_live(f"Vedi {tag(*which)} qui."))


@pytest.mark.parametrize(
    ("number", "unit", "figures", "letters"),
    [
        (1, "giorni", "1 giorno", "un giorno"),
        (1, "ore", "1 ora", "un’ora"),
        (1, "settimane", "1 settimana", "una settimana"),
        (2, "anni", "2 anni", "due anni"),
        (15, "giorni-lavorativi", "15 giorni lavorativi", "quindici giorni lavorativi"),
        (0, "mesi", "0 mesi", "zero mesi"),
    ],
)
def test_one_of_each_agrees(number, unit, figures, letters):
    a_fact(key="t", number=number, unit=unit)
    assert said_live("{{fatto:t}}, {{fatto:t|lettere}}") == f"{figures}, {letters}"


@pytest.mark.parametrize(
    ("amount", "said"), [("0.5", "0,50 €"), ("1500", "1.500 €"), ("200000.10", "200.000,10 €")]
)
def test_amounts_are_written_as_in_italian(amount, said):
    a_fact(key="a", kind="importo", amount=Decimal(amount))
    assert said_live("{{fatto:a}}") == said


@pytest.mark.parametrize(
    ("number", "words"),
    [
        *[(8, "otto"), (21, "ventuno"), (23, "ventitré"), (28, "ventotto"), (80, "ottanta")],
        *[(101, "centouno"), (108, "centotto"), (180, "centottanta"), (333, "trecentotrentatré")],
        *[
            (1000, "mille"),
            (2003, "duemilatré"),
            (13, "tredici"),
            (3, "tre"),
            (10**9, "1000000000"),
        ],
    ],
)
def test_numbers_in_letters(number, words):
    assert in_letters(number) == words


@pytest.mark.parametrize(
    "code",
    [
        "`{{fatto:il-termine}}`",
        "```\n{{fatto:il-termine}}\n```",
        "    {{fatto:il-termine}}",
        "\\{{fatto:il-termine}}",
    ],
)
def test_in_code_and_after_a_backslash_it_is_text(code):
    a_fact(key="il-termine")
    source = f"Si scrive:\n\n{code}\n\ne dice {{{{fatto:il-termine}}}}."
    said = said_live(source)
    assert said == source.replace("dice {{fatto:il-termine}}", "dice 14 giorni")
    assert "{{fatto:il-termine}}" in markdown.plain_text(said)


def test_where_only_words_fit_there_is_no_markup():
    a_fact(key="il-link", kind="link", **KINDS["link"])
    a_fact(key="il-telefono", kind="telefono", **KINDS["telefono"])
    said = said_live(
        "::: scadenza Chiama {{fatto:il-telefono}}\nSubito.\n:::\n\n"
        "[chiama {{fatto:il-telefono}}]({{fatto:il-link|indirizzo}}) "
        "![{{fatto:il-telefono}}](/a.png)"
    )
    assert "::: scadenza Chiama 800 166 661\n" in said
    assert "![800 166 661](/a.png)" in said
    html = markdown.render(said)
    assert html.count("<a ") == 2, html  # the callout's number, and the link
    assert 'href="https://example.org/a_' in html


def test_words_of_a_fact_are_no_markup_unless_it_is_a_text():
    a_fact(key="via", kind="indirizzo", place="Via *A* [b](http://x) <i>1</i>, `00100` Roma | x")
    html = markdown.render(said_live("| v |\n| --- |\n| {{fatto:via}} |"))
    assert "<em>" not in html
    assert "<a" not in html
    assert "Via *A* [b](http://x) &lt;i&gt;1&lt;/i&gt;, `00100` Roma | x" in html


def test_the_same_fact_twice_and_capitals_and_spaces():
    a_fact(key="il-termine")
    said = said_live(
        "{{fatto:il-termine}} e {{ Fatto : IL-TERMINE | Lettere }} {{fatto:il-termine\\|entro}}"
    )
    assert said == "14 giorni e quattordici giorni entro 14 giorni"


def test_a_text_without_tags_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert said_live("Scrivi {{nome}} e {fatto}.") == "Scrivi {{nome}} e {fatto}."


def test_many_tags_ask_twice_at_most(django_assert_max_num_queries):
    for n in range(30):
        a_fact(key=f"f-{n}")
    with django_assert_max_num_queries(2):
        said_live(" ".join(f"{{{{fatto:f-{n}}}}}" for n in range(30)))


def test_a_long_term_has_its_dot():
    a_fact(key="lungo", number=27076)
    said = "{{fatto:lungo}}, {{fatto:lungo|entro}}, {{fatto:lungo|numero}}"
    assert said_live(said) == "27.076 giorni, entro 27.076 giorni, 27.076"
