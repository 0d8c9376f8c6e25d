import pytest

from guides.search.analyzer import stem
from guides.search.snippets import Part, marked, snippet

TEXT = (
    "Aspetta prima il tempo promesso. Se l’Ordine non è arrivato, chiedi il RIMBORSÒ dall’app. "
    "Il venditore ha cinque giorni per rispondere."
)


def weights(*words: str) -> dict[str, float]:
    return {stem(word): 1.0 for word in words}


def text_of(parts: list[Part]) -> str:
    return "".join(part.text for part in parts)


def words_marked(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if part.marked]


def test_the_sentence_with_most_of_the_words_is_shown():
    parts = snippet(TEXT, weights("ordini", "rimborso"), 60)
    assert text_of(parts).startswith("Se l’Ordine")


def test_words_are_marked_as_the_text_spells_them():
    assert words_marked(snippet(TEXT, weights("ordini", "rimborso"))) == ["Ordine", "RIMBORSÒ"]


def test_marking_changes_no_letter():
    assert text_of(marked(TEXT, weights("venditore").keys())) == TEXT


def test_without_any_word_the_beginning_is_shown():
    assert text_of(snippet(TEXT, weights("assente"), 40)) == "Aspetta prima il tempo promesso. Se…"


def test_a_long_sentence_is_cut_around_the_word_and_says_so():
    text = "parola " * 100 + "rimborso " + "coda " * 100
    shown = text_of(snippet(text, weights("rimborso")))
    assert "rimborso" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 260


def test_a_text_without_spaces_is_cut_too():
    assert len(text_of(snippet("x" * 5_000, weights("y")))) < 260


def test_nothing_gives_nothing():
    assert snippet("", weights("a")) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "Secondo l’art. 57 del Codice del consumo il rimborso spetta entro 14 giorni.",
            "rimborso",
        ),
        ("Vale la delibera n. 347/18/CONS per il rimborso.", "rimborso"),
        ("Lo dice il D.lgs. 206 del 2005, che parla di rimborso.", "rimborso"),
        ("Il Reg. UE 261 del 2004 prevede il rimborso.", "rimborso"),
        ("Con un mezzo tracciabile, p.es. PEC o raccomandata, chiedi il rimborso.", "rimborso"),
        ("Vedi gli artt. 61 e ss. Codice del consumo sul rimborso.", "rimborso"),
        ("Il sig. Neri, a pag. 3, parla del rimborso.", "rimborso"),
        ("Scarpe, borse, ecc. e poi il rimborso.", "rimborso"),
        ("La c.d. Carta dei diritti e la L. 27 dicembre 2017, n. 205, sul rimborso.", "rimborso"),
    ],
)
def test_an_abbreviation_ends_no_sentence(text, word):
    assert text_of(snippet(text, weights(word))) == text


def test_a_sentence_ends_before_a_capital_letter_and_the_next_is_shown_alone():
    text = "Aspetta le scarpe, ecc. Poi chiedi il rimborso. “Basta!” E la banca paga."
    assert text_of(snippet(text, weights("rimborso"))).startswith("Poi chiedi")
    assert text_of(snippet(text, weights("banca"))).startswith("E la banca")


def test_an_excerpt_that_begins_inside_a_sentence_says_so():
    text = "parola: " * 60 + "chiedi il rimborso."
    assert text_of(snippet(text, weights("rimborso"))).startswith("…parola")


def test_the_title_of_a_callout_and_the_cells_of_a_table_do_not_run_into_the_text():
    text = "Attenzione\nPaga comunque la parte.\nAccordo\tIl verbale vale come una sentenza"
    assert text_of(snippet(text, weights("attenzione"))) == (
        "Attenzione · Paga comunque la parte. Accordo · Il verbale vale come una sentenza"
    )


def test_a_word_is_marked_by_the_family_of_its_accented_form():
    assert words_marked(snippet("Il pacco arriverà. Forse.", weights("arriva"))) == ["arriverà"]


def test_paragraphs_follow_each_other_and_an_item_of_a_list_says_that_it_goes_on():
    text = "Scegli:\n\nil rimborso del biglietto, entro sette giorni.\n\nUn buono del 25\u00a0%."
    assert text_of(snippet(text, weights("biglietto"))) == (
        "…il rimborso del biglietto, entro sette giorni. Un buono del 25\u00a0%."
    )
