"""What a word that the index lacks may stand for: near words, the rest of it, two words."""

from collections.abc import Iterable, Iterator, Sequence

from guides.search import analyzer, fulltext
from guides.search.analyzer import STOP_WORDS, Token
from guides.search.models import IndexedWord
from guides.search.slips import may_be_a_slip
from guides.search.slot import Option
from guides.search.speller import Vocabulary
from guides.search.vocabulary import LoadedWords

MOST_OPTIONS = 5
SHORTEST_HALF = 2


def guesses(
    unknown: Sequence[Token], last: Sequence[Token], loaded: LoadedWords
) -> dict[str, tuple[Option, ...]]:
    """For each unknown word, at most five that the index holds now: nearest, then most frequent.

    A word that the index writes in two is sure, and the only one.
    """
    vocabulary = loaded.words()
    in_two = {term.word: list(_halves(term.word, vocabulary)) for term in unknown}
    near = {term.word: _near(term.word, vocabulary, loaded) for term in unknown}
    for term in unknown:
        if term in last:
            near[term.word] |= dict.fromkeys(vocabulary.beginning_with(term.word), 1)
    wanted = {word for words in near.values() for word in words}
    wanted |= {half for halves in in_two.values() for pair in halves for half in pair}
    rows = {row.word: row for row in IndexedWord.objects.filter(word__in=wanted)}
    return {
        word: _as_two_words(word, in_two[word], rows)
        or tuple(_best_by_stem((rows[w], how_far) for w, how_far in words.items() if w in rows))
        for word, words in near.items()
    }


def _near(word: str, vocabulary: Vocabulary, loaded: LoadedWords) -> dict[str, int]:
    if word in loaded.names:
        return {}
    return {
        known: far
        for known, far in vocabulary.near(word)
        if known not in STOP_WORDS and may_be_a_slip(word, known)
    }


def _halves(word: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The ways to write a word in two of which both are known: "windtre", "postepay"."""
    for place in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
        halves = word[:place], word[place:]
        if all(half in vocabulary and half not in STOP_WORDS for half in halves):
            yield halves


def _as_two_words(
    typed: str, halves: Iterable[tuple[str, str]], rows: dict[str, IndexedWord]
) -> tuple[Option, ...]:
    for pair in halves:
        found = [rows[half] for half in pair if half in rows]
        run = tuple(row.stem for row in found)
        if len(found) == 2 and fulltext.holds(run):
            documents = min(row.documents for row in found)
            return (Option(analyzer.stem(typed), " ".join(pair), documents, 0, (run,)),)
    return ()


def _best_by_stem(found: Iterable[tuple[IndexedWord, int]]) -> list[Option]:
    by_stem: dict[str, Option] = {}
    for row, distance in sorted(
        found, key=lambda pair: (pair[1], -pair[0].documents, pair[0].word)
    ):
        first = by_stem.get(row.stem, Option(row.stem, row.word, 0, distance))
        total = first.documents + row.documents
        by_stem[row.stem] = Option(row.stem, first.word, total, first.distance)
    ordered = sorted(by_stem.values(), key=lambda option: (option.distance, -option.documents))
    return ordered[:MOST_OPTIONS]
