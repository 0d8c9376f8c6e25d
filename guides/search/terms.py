"""From what was typed to what is looked for: editors' words, known words, words put right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guides.pages.prepared import Parameter, Prepared
from guides.search import analyzer
from guides.search.analyzer import Token
from guides.search.models import IndexedStem, IndexedWord
from guides.search.query import parse
from guides.search.vocabulary import MEMORY, Memory, Wording

MOST_OPTIONS = 5
MOST_UNKNOWN = 4
MOST_NEAR = 8
MOST_WANTED = 64
SYNONYM = 0.8

_known = Prepared(
    lambda: IndexedStem.objects.filter(
        stem__in=[Parameter(f"stem{n}") for n in range(MOST_WANTED)]
    ).values_list("stem", "documents")
)


@dataclass(frozen=True, slots=True)
class Option:
    """One stem that a typed word may stand for, with a word that readers can be shown."""

    stem: str
    word: str
    documents: int
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A word typed, what it weighs, and what it may stand for, likeliest first."""

    typed: str
    options: tuple[Option, ...]
    weight: float = 1.0

    @property
    def is_open(self) -> bool:
        """Was the word unknown, so that an option had to be found?"""
        return any(option.distance for option in self.options)


def slots(terms: Sequence[Token], memory: Memory) -> list[Slot]:
    """One slot for each word typed or added by the editors; without options where all fails."""
    wanted = with_editors_words(terms, memory.wordings)[: MOST_WANTED - len(terms)]
    wholes = list(_written_as_one(terms))
    stems = dict.fromkeys((f"stem{n}" for n in range(MOST_WANTED)), "")
    asked = [term.stem for term, _ in wanted] + [whole.stem for whole, _ in wholes]
    known = dict(_known(**stems | {f"stem{n}": stem for n, stem in enumerate(asked)}))
    for whole, halves in wholes:
        if whole.stem in known and not all(half.stem in known for half in halves):
            wanted = [(whole, 1.0), *((t, weight) for t, weight in wanted if t not in halves)]
    meant = {stem for _, wording in _wordings_in(terms, memory.wordings) for stem in wording.stems}
    understood = known.keys() | meant
    unknown = [term for term, _ in wanted if term.stem not in understood][:MOST_UNKNOWN]
    found = _options(unknown, terms[-1:], memory) if unknown else {}
    return [
        Slot(
            term.word,
            (Option(term.stem, term.word, known[term.stem]),)
            if term.stem in known
            else found.get(term.word, ()),
            weight,
        )
        for term, weight in wanted
    ]


def with_editors_words(
    terms: Sequence[Token], wordings: Iterable[Wording]
) -> list[tuple[Token, float]]:
    """(term, weight): what editors say is meant comes right after the words it stands for."""
    wanted = [(term, 1.0) for term in terms]
    for start, wording in _wordings_in(terms, wordings):
        weight = 1.0 if wording.replaces else SYNONYM
        wanted += [(term, weight) for term in wording.meaning]
        if wording.replaces:
            replaced = terms[start : start + len(wording.stems)]
            wanted = [(term, w) for term, w in wanted if term not in replaced]
    return list({term.stem: (term, weight) for term, weight in reversed(wanted)}.values())[::-1]


def _wordings_in(
    terms: Sequence[Token], wordings: Iterable[Wording]
) -> Iterator[tuple[int, Wording]]:
    """(where it begins, wording) for each of the editors' wordings that was typed."""
    stems = [term.stem for term in terms]
    for wording in wordings:
        size = len(wording.stems)
        for start in range(len(stems) - size + 1):
            if size and tuple(stems[start : start + size]) == wording.stems:
                yield start, wording


def _written_as_one(terms: Sequence[Token]) -> Iterator[tuple[Token, tuple[Token, Token]]]:
    """Each two words that stand side by side, as one: "ali express"."""
    for one, other in pairwise(terms):
        if other.start == one.end + 1:
            word = one.word + other.word
            yield Token(word, analyzer.stem(word), one.start, other.end), (one, other)


def words_near(question: str) -> list[str]:
    """At most eight words of the index that look like those of a question without answer."""
    unknown = parse(question).terms[:MOST_UNKNOWN]
    found = _options(unknown, unknown, MEMORY) if unknown else {}
    return [option.word for options in found.values() for option in options][:MOST_NEAR]


def _options(
    unknown: Sequence[Token], last: Sequence[Token], memory: Memory
) -> dict[str, tuple[Option, ...]]:
    """For each unknown word, at most five that the index holds now: nearest, then most frequent."""
    vocabulary = memory.words()
    near = {term.word: dict(vocabulary.near(term.word)) for term in unknown}
    for term in unknown:
        if term in last:
            near[term.word] |= dict.fromkeys(vocabulary.beginning_with(term.word), 1)
    in_use = IndexedWord.objects.filter(word__in={w for words in near.values() for w in words})
    rows = {row.word: row for row in in_use}
    return {
        word: tuple(_best_by_stem((rows[w], how_far) for w, how_far in words.items() if w in rows))
        for word, words in near.items()
    }


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
