"""What changed between two texts in Markdown, block by block."""

import random
import time

import pytest

from guides.text.block_diff import CHANGED, REWRITTEN, block_diff, blocks_of
from guides.text.word_diff import ADDED, REMOVED, SAME
from tests.text.test_word_diff import HEAVY, LONG, word_soup

TEXT = """Hai 14 giorni.

- scrivi al venditore
- aspetta la risposta

::: attenzione Prima di pagare
Non pagare niente.
:::

| a | b |
|---|---|
| 1 | 2 |

Fine."""


def kinds(old: str, new: str) -> list[str]:
    return [block.kind for block in block_diff(old, new)]


def side(blocks, other: str) -> str:
    return "\n".join(
        "".join(part.text for part in block.parts if part.kind != other) for block in blocks
    )


def test_items_rows_and_callouts_are_blocks_of_their_own():
    assert blocks_of(TEXT) == [
        "Hai 14 giorni.",
        "- scrivi al venditore",
        "- aspetta la risposta",
        "::: attenzione Prima di pagare",
        "Non pagare niente.",
        ":::",
        "| a | b |\n|---|---|",
        "| 1 | 2 |",
        "Fine.",
    ]


def test_one_changed_item_leaves_the_others_as_they_are():
    found = block_diff(TEXT, TEXT.replace("aspetta la risposta", "aspetta 14 giorni la risposta"))
    assert [block.kind for block in found].count(SAME) == 8
    changed = next(block for block in found if block.kind == CHANGED)
    assert "<ins>" in changed.html
    assert "<del>" not in changed.html


def test_a_paragraph_put_between_two_is_an_addition_and_nothing_else():
    assert kinds("Uno.\n\nDue.", "Uno.\n\nNuovo in mezzo.\n\nDue.") == [SAME, ADDED, SAME]


def test_a_paragraph_that_says_something_else_went_and_another_came():
    assert kinds("Il pacco è perso.", "Chiedi 1.000 euro!") == [REMOVED, ADDED]


def test_words_that_decide_a_right_hold_the_text_together():
    (block,) = block_diff(
        "Se entro 14 giorni il venditore non ti rimborsa, scrivigli.",
        "Se dopo 14 giorni il negozio non ti risponde, scrivigli.",
    )
    same = "".join(part.text for part in block.parts if part.kind == SAME)
    assert "14 giorni" in same
    assert "non" in same


@pytest.mark.parametrize(
    ("old", "new", "went", "came"),
    [
        ("Costa il 30% in più", "Costa il 20% in più", "30%", "20%"),
        ("Sono 1.000,50 euro", "Sono 1.050,50 euro", "1.000,50", "1.050,50"),
        ("Chiedi all’azienda il conto", "Chiedi dell’azienda il conto", "all’", "dell’"),
        ("Il recesso scade subito", "Il recesso non scade subito", None, "non"),
        (
            "una casa di Rossi fatta",
            "una barca di Bianchi fatta",
            "casa di Rossi",
            "barca di Bianchi",
        ),
    ],
)
def test_numbers_and_words_with_an_apostrophe_are_whole_and_crumbs_are_folded(old, new, went, came):
    (block,) = block_diff(old, new)
    found = {part.kind: part.text.strip() for part in block.parts if part.kind != SAME}
    assert found.get(REMOVED) == went
    assert found.get(ADDED) == came


@pytest.mark.parametrize("seed", range(30))
def test_nothing_is_lost_of_either_text(seed):
    chance = random.Random(seed)  # noqa: S311
    some = ["Uno due.", "- voce", "- altra voce", "# Titolo", "```\ncodice\n```", "> cit", "| a |"]
    old = [chance.choice(some) for _ in range(chance.randrange(12))]
    new = [text for text in old if chance.random() > 0.3]
    new.insert(chance.randrange(len(new) + 1), "Qui non <script>.")
    before, after = "\n\n".join(old), "\n\n".join(new)
    found = block_diff(before, after)
    assert side(found, ADDED).split() == before.split()
    assert side(found, REMOVED).split() == after.split()
    assert all("<script>" not in block.html for block in found)


def test_a_text_beyond_all_bounds_is_written_anew_whole():
    old, new = ("parola " * 14_000, "altra " * 14_000)
    assert kinds(old, new) in ([REWRITTEN], [REMOVED, ADDED])


def prose(seed: int) -> str:
    words = word_soup(7000, seed).split()
    return "\n\n".join(" ".join(words[n : n + 40]) for n in range(0, len(words), 40))[:LONG]


def with_some_words_changed(text: str) -> str:
    chance = random.Random(5)  # noqa: S311
    return " ".join("diverso" if chance.random() < 0.1 else word for word in text.split(" "))


def items(word: str) -> str:
    return "\n".join(f"{'  ' * (n % 3)}- {word} {n}" for n in range(4000))[:LONG]


BIG = HEAVY | {
    "a chapter with one word in ten changed": (prose(1), with_some_words_changed(prose(1))),
    "two other chapters": (prose(1), prose(2)),
    "the same paragraphs in another order": (
        prose(1),
        "\n\n".join(sorted(prose(1).split("\n\n"))),
    ),
    "a list of thousands": (items("voce"), items("altra")),
}


@pytest.mark.parametrize("kind", BIG)
def test_two_sections_of_fifty_thousand_letters_are_compared_in_a_moment(kind):
    old, new = BIG[kind]
    took = []
    for _ in range(3):
        start = time.process_time()
        found = block_diff(old, new)
        took.append(time.process_time() - start)
    assert side(found, REMOVED).split() == new.split()
    assert min(took) < 1, took  # .1, and .4 on a slow machine that counts the lines reached
