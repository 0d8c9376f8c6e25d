"""Whether the hits answer what was asked, only come near it, or have nothing to do with it.

Four things tell: how much of what was asked stands on one page, each word by its rarity (a word
that nobody has written here is the rarest); how much of it stands in the best hit's title; how well
that hit fits; and whether the words that are known are what this site always writes about. Their
weights and the threshold come from a logistic regression over questions that the demo answers and
does not answer, by cross-validation (docs/decisions/0005-search.md). Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from guides.search.candidate import Candidate
from guides.search.ranking import Ranked
from guides.search.term import SYNONYM, Term, idf

COVERAGE, TITLED, FIT, RARITY, LEAST = 4.4, 2.3, 0.5, 3.1, 3.5
ELSEWHERE = 3.0  # more evidence wanted, where editors say that others deal with it
SOMETHING = 0.25  # of what was asked: below it not even the nearest are worth a look
SOMETHING_ELSEWHERE = 0.1  # "reclamo vodafone": the name is known as one that is not treated
LOOKED_AT = 25
OTHERWISE_SAID = (1 + SYNONYM) / 2


class Verdict(StrEnum):
    ANSWERS = "answers"
    NEAR = "near"
    NOTHING = "nothing"


class Asked(NamedTuple):
    """A word of the question: what is looked for, None when nothing was found to look for;
    `likeness` says how surely that is what was meant, from 0 to 1."""

    term: Term | None
    likeness: float = 1.0


def judge(
    asked: Sequence[Asked],
    ranked: Sequence[Ranked],
    documents: int,
    *,
    is_elsewhere: bool = False,
) -> Verdict:
    """What the ranked candidates are worth to whoever asked.

    `documents`: how many there are in all. `is_elsewhere`: editors have put up a signpost for it.
    """
    rarest = idf(documents, 0)
    covered = coverage(asked, [found.candidate for found in ranked[:LOOKED_AT]], rarest)
    if covered < (SOMETHING_ELSEWHERE if is_elsewhere else SOMETHING):
        return Verdict.NOTHING
    known = [each.term.idf for each in asked if each.term]
    rarity = sum(known) / len(known) / rarest
    named = titled(asked, ranked[0].candidate, rarest)
    evidence = COVERAGE * covered + TITLED * named - RARITY * rarity
    evidence += FIT * ranked[0].fit / rarest
    least = LEAST + (ELSEWHERE if is_elsewhere else 0.0)
    return Verdict.ANSWERS if evidence >= least else Verdict.NEAR


def coverage(asked: Sequence[Asked], rows: Iterable[Candidate], rarest: float) -> float:
    """The largest part of the question that one page holds, from 0 to 1."""
    weights = _weights(asked, rarest)
    pages: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(asked))
    for row in rows:
        held = pages[row.owner]
        for number, each in enumerate(asked):
            if each.term and held[number] < each.likeness:
                held[number] = max(held[number], each.likeness * _held(each.term, row.body))
    of_each = [sum(w * h for w, h in zip(weights, held, strict=True)) for held in pages.values()]
    return max(of_each, default=0.0) / (sum(weights) or 1.0)


def titled(asked: Sequence[Asked], row: Candidate, rarest: float) -> float:
    """The part of the question that stands in a title, from 0 to 1."""
    weights = _weights(asked, rarest)
    held = [bool(each.term and each.term.times_in(row.title)) for each in asked]
    return sum(w for w, there in zip(weights, held, strict=True) if there) / (sum(weights) or 1.0)


def _weights(asked: Iterable[Asked], rarest: float) -> list[float]:
    return [each.term.idf if each.term else rarest for each in asked]


def _held(term: Term, body: str) -> float:
    if term.times_in(body):
        return 1.0
    return OTHERWISE_SAID if term.worth_in(body, 1.0) else 0.0
