"""What changed between two texts, word by word."""

import random
import time

import pytest

from guides.text.word_diff import ADDED, REMOVED, SAME, Part, new_side, old_side, word_diff


def test_a_changed_word_is_marked_and_the_others_are_not():
    parts = word_diff("Il ladro di Rossi non risponde.", "Il corriere non risponde.")
    assert parts == [
        Part(SAME, "Il "),
        Part(REMOVED, "ladro di Rossi"),
        Part(ADDED, "corriere"),
        Part(SAME, " non risponde."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("uguale", "uguale", [Part(SAME, "uguale")]),
        ("", "nuovo", [Part(ADDED, "nuovo")]),
        ("vecchio", "", [Part(REMOVED, "vecchio")]),
        ("perché", "perche", [Part(REMOVED, "perché"), Part(ADDED, "perche")]),
        ("Ciao!", "Ciao.", [Part(SAME, "Ciao"), Part(REMOVED, "!"), Part(ADDED, ".")]),
    ],
)
def test_the_simple_cases(old, new, expected):
    assert word_diff(old, new) == expected


def test_words_that_changed_one_after_the_other_are_one_change():
    parts = word_diff("a uno due tre z", "a quattro cinque sei z")
    assert [part.text for part in parts] == ["a ", "uno due tre", "quattro cinque sei", " z"]


def texts(seed: int) -> tuple[str, str]:
    chance = random.Random(seed)  # noqa: S311
    words = ["ho", "perso", "il", "pacco", "<b>", "l’ordine", "\n\n", "12,50", "…", "e\u0301", "😀"]
    old = [chance.choice(words) for _ in range(chance.randrange(60))]
    new = [word for word in old if chance.random() > 0.2]
    for _ in range(chance.randrange(5)):
        new.insert(chance.randrange(len(new) + 1), chance.choice(words))
    return " ".join(old), " ".join(new)


@pytest.mark.parametrize("seed", range(40))
def test_both_texts_are_whole_in_their_own_parts(seed):
    old, new = texts(seed)
    parts = word_diff(old, new)
    assert "".join(part.text for part in parts if part.kind != ADDED) == old
    assert "".join(part.text for part in parts if part.kind != REMOVED) == new


def test_the_sides_are_harmless_and_say_to_screen_readers_what_is_marked():
    parts = word_diff("Ecco <script>x</script> qui", "Ecco & qui")
    old, new = old_side(parts), new_side(parts)
    assert "<script>" not in old + new
    assert '<del><span class="visually-hidden">[tolto: </span>' in old
    assert '<ins><span class="visually-hidden">[aggiunto: </span>&amp;' in new
    assert "<ins>" not in old
    assert "<del>" not in new


LONG = 50_000  # characters


def word_soup(size: int, seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311
    return " ".join(f"parola{chance.randrange(3000)}" for _ in range(size))[:LONG]


HEAVY = {
    "other words": (word_soup(7000, 1), word_soup(7000, 2)),
    "the same words in another order": (
        word_soup(7000, 1),
        " ".join(sorted(word_soup(7000, 1).split())),
    ),
    "signs only": (".,;" * (LONG // 3), ";,." * (LONG // 3)),
    "letters alone": ("a b " * (LONG // 4), "b c " * (LONG // 4)),
    "empty lines": ("\n" * LONG, "\n \n" * (LONG // 3)),
    "one letter a line": ("a\nb\n" * (LONG // 4), "b\nc\n" * (LONG // 4)),
}


@pytest.mark.parametrize("kind", HEAVY)
def test_a_very_long_text_is_compared_in_a_moment(kind):
    old, new = HEAVY[kind]
    took = []
    for _ in range(3):
        start = time.process_time()
        parts = word_diff(old, new)
        took.append(time.process_time() - start)
    assert "".join(part.text for part in parts if part.kind != ADDED) == old
    assert min(took) < 1, took  # .1, and .4 on a slow machine that counts the lines reached
