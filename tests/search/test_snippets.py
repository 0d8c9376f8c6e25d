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
