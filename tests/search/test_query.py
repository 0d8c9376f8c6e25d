import pytest

from guides.search.query import LONGEST, MOST_TERMS, parse

ODD = [
    "",
    " \t\n",
    "\x00",
    '"',
    '""',
    '"a" "',
    "«»",
    "*",
    "a* OR (b AND NOT c) NEAR/2 {d} : ^e",
    "title:x' -- ; DROP TABLE",
    "%",
    "_",
    "\\",
    "😀",
    "\ud800",
    "ﷺ" * 500,
    "́" * 50,
    "a" * 10_240,
    "parola " * 2_000,
    "中文 ελληνικά русский",
    "𝕽𝖎𝖒𝖇𝖔𝖗𝖘𝖔",
    "$1 %s {0} {{x}} <b>",
]


@pytest.mark.parametrize("typed", ODD)
def test_anything_is_a_question(typed):
    query = parse(typed)
    assert len(query.text) <= LONGEST
    assert len(query.terms) <= MOST_TERMS
    query.text.encode()


def test_quotes_make_phrases_of_words_as_they_stand():
    query = parse('rimborso "codice di verifica" «entro 14 giorni» “Così”')
    assert query.phrases == (("codice", "di", "verifica"), ("entro", "14", "giorni"), ("cosi",))
    assert [term.word for term in query.terms][:3] == ["rimborso", "codice", "verifica"]


def test_a_lone_quote_is_no_phrase():
    assert parse('rimborso "aliexpress').phrases == ()


def test_a_word_asked_twice_counts_once():
    assert len(parse("rimborso Rimborsi rimborsò").terms) == 1


def test_the_key_forgets_order_endings_accents_and_little_words():
    assert parse("il rimborso degli ordini").key == parse("Ordine, rimborsi?").key


def test_words_are_put_right_inside_the_text_as_typed():
    assert parse("Il RIMBROSO, dov’è?").replacing({"rimbroso": "rimborso"}) == (
        "Il rimborso, dov’è?"
    )


def test_quotes_can_be_taken_away():
    assert parse('«merce» "non  arrivata"').without_quotes == "merce non arrivata"


def test_what_was_put_right_stands_beside_its_neighbours():
    assert ("un", "rimborso") in parse("chiedo un rimborzo").side_by_side({"rimborzo": "rimborso"})
