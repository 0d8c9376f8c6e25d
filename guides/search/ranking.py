"""Which candidate answers best: BM25 over fields, the same on every database.

Formula: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
Foundations and Trends in Information Retrieval 3(4), 2009, section 3.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

K1 = 1.2
B = 0.6
BODY, TITLE, PAIRS, WORDS = 1.0, 0.2, 0.3, 0.1


class Candidate(Protocol):
    """A document the database proposes; the fields are as made by `as_field`.

    `title` and `body` are stems, the title's in the body too; `words` are the unstemmed words;
    lengths are in stems.
    """

    key: str
    title: str
    body: str
    words: str
    title_length: int
    body_length: int


class Term:
    """A word looked for: its stem, the folded word, how rare it is, and what editors weigh it."""

    def __init__(self, stem: str, word: str, idf: float, weight: float = 1.0) -> None:
        self.stem, self.idf, self.weight = stem, idf, weight
        self.worth = weight * idf
        self.stem_in_field, self.word_in_field = as_field([stem]), as_field([word])


@dataclass(frozen=True, slots=True)
class Averages:
    """Mean number of stems in a document's title and body."""

    title: float
    body: float


class Measured(NamedTuple):
    """A candidate with BM25's length normalisation of its title and body."""

    candidate: Candidate
    in_title: float
    in_body: float


def as_field(words: Iterable[str]) -> str:
    """Words as a string in which ` word ` can be counted, also where it follows itself."""
    return "".join(f" {word} " for word in words)


def idf(documents: int, containing: int) -> float:
    """Inverse document frequency, never negative."""
    return math.log1p((documents - containing + 0.5) / (containing + 0.5))


def measure(candidate: Candidate, averages: Averages) -> Measured:
    return Measured(
        candidate,
        _normalisation(candidate.title_length, averages.title),
        _normalisation(candidate.body_length, averages.body),
    )


def score(measured: Measured, terms: Sequence[Term]) -> float:
    """How well a candidate answers: its words, and more where two stand together as asked.

    Called for each of 200 candidates with each word: written out for speed.
    """
    candidate, in_title, in_body = measured
    title, body, words = candidate.title, candidate.body, candidate.words
    total, before = 0.0, None
    for term in terms:
        if not (times := body.count(term.stem_in_field)):
            before = None
            continue
        worth = BODY * times / (times + in_body)
        if times := title.count(term.stem_in_field):
            worth += TITLE * times / (times + in_title)
        if times := words.count(term.word_in_field):
            worth += WORDS * times / (times + in_body)
        total += term.worth * worth
        if before and (times := body.count(before.stem_in_field + term.stem_in_field)):
            rarity = min(before.weight, term.weight) * (before.idf + term.idf)
            total += PAIRS * rarity * times / (times + in_body)
        before = term
    return total * (K1 + 1)


def rank(candidates: Iterable[Measured], terms: Sequence[Term]) -> list[tuple[float, Candidate]]:
    """(score, candidate), best first; equals stay in the order of their keys."""
    scored = [(score(measured, terms), measured.candidate) for measured in candidates]
    return sorted(scored, key=lambda pair: (-round(pair[0], 9), pair[1].key))


def _normalisation(length: int, average: float) -> float:
    """BM25's K: k1 scaled by how long the field is against the average."""
    return K1 * (1 - B + B * length / average) if average else K1
