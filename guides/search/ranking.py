"""Which candidate answers best: BM25 over fields, the same on every database.

Formula: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
Foundations and Trends in Information Retrieval 3(4), 2009, section 3.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Protocol

K1 = 1.2
B = 0.6
BODY, TITLE, PAIRS, WORDS = 1.0, 0.2, 0.25, 0.2


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


@dataclass(frozen=True, slots=True)
class Term:
    """A word looked for: its stem, the folded word, how rare it is, and what editors weigh it."""

    stem: str
    word: str
    idf: float
    weight: float = 1.0


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


def term_score(measured: Measured, term: Term) -> float:
    """What one word adds to a candidate's score; 0 when the candidate does not hold it."""
    candidate, in_title, in_body = measured
    stem = f" {term.stem} "
    in_the_body = candidate.body.count(stem)
    if not in_the_body:
        return 0.0
    worth = (
        BODY * _saturation(in_the_body, in_body)
        + TITLE * _saturation(candidate.title.count(stem), in_title)
        + WORDS * _saturation(candidate.words.count(f" {term.word} "), in_body)
    )
    return term.weight * term.idf * worth


def score(measured: Measured, terms: Sequence[Term]) -> float:
    """How well a candidate answers: its words, and more where two stand together as asked."""
    worths = [term_score(measured, term) for term in terms]
    total = sum(worths)
    for (first, one), (second, other) in pairwise(zip(terms, worths, strict=True)):
        if one and other:
            total += _pair_score(measured, first, second)
    return total


def rank(candidates: Iterable[Measured], terms: Sequence[Term]) -> list[tuple[float, Candidate]]:
    """(score, candidate), best first; equals stay in the order of their keys."""
    scored = [(score(measured, terms), measured.candidate) for measured in candidates]
    return sorted(scored, key=lambda pair: (-round(pair[0], 9), pair[1].key))


def _pair_score(measured: Measured, first: Term, second: Term) -> float:
    together = measured.candidate.body.count(f" {first.stem}  {second.stem} ")
    rarity = min(first.weight, second.weight) * (first.idf + second.idf)
    return PAIRS * rarity * _saturation(together, measured.in_body)


def _normalisation(length: int, average: float) -> float:
    """BM25's K: k1 scaled by how long the field is against the average."""
    return K1 * (1 - B + B * length / average) if average else K1


def _saturation(frequency: int, normalisation: float) -> float:
    """BM25's term frequency: it grows with the count, but ever less."""
    return frequency * (K1 + 1) / (frequency + normalisation) if frequency else 0.0
