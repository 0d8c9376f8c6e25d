"""The best candidates looked at twice: what is dear to count adds to a good score only. Pure.

What each part brought is in docs/decisions/0005-search.md and 0025-passages.md.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from guides.search.candidate import Candidate, Measured
from guides.search.evidence import (
    as_a_language,
    as_written,
    at_the_beginning,
    begins_alike,
    closeness,
    family,
)
from guides.search.term import Term

NEAR, GRAMS, LEAD, AS_TYPED = 0.5, 0.75, 0.25, 0.25
ENOUGH = 3  # texts of a page that hold a word: the page is about it


class Wanted(NamedTuple):
    """The words looked for; each two as they were typed, little words too, as fields; whether they
    were a whole sentence."""

    terms: Sequence[Term]
    side_by_side: Sequence[str] = ()
    is_sentence: bool = False


class Shift(NamedTuple):
    """What else is weighed, after the verdict was tuned: it orders hits, and says nothing of them.

    Who writes a sentence means its words as they stand, and a long text holds some of them by
    chance: its length counts in full.
    """

    alike: float
    on_the_page: float
    as_written: float = 0.0
    as_typed: float = 0.0
    as_a_language: float = 0.0


KEYWORDS = Shift(alike=0.4, on_the_page=0.3)
SENTENCE = Shift(alike=0.6, on_the_page=0.5, as_written=0.45, as_typed=0.35, as_a_language=1.0)


class SecondLook:
    """At the candidates for one question; `candidates` are all of them, the best are looked at."""

    def __init__(self, wanted: Wanted, candidates: Iterable[Candidate]) -> None:
        self.wanted, self.shift = wanted, SENTENCE if wanted.is_sentence else KEYWORDS
        self.in_all = sum(term.idf for term in wanted.terms)
        self.on_page: dict[str, list[str]] = {}
        for candidate in candidates:
            self.on_page.setdefault(candidate.owner, []).append(candidate.body)
        self.shares: dict[tuple[str, str], float] = {}

    def fit(self, measured: Measured) -> float:
        """Words that stand near each other, of one family, at the beginning, or as typed."""
        candidate, terms = measured.candidate, self.wanted.terms
        return (
            NEAR * closeness(candidate.body, terms)
            + GRAMS * family(candidate.words, measured.in_body, terms)
            + LEAD * at_the_beginning(candidate.title, candidate.body, terms)
            + AS_TYPED * self._as_typed(candidate)
        )

    def order(self, measured: Measured) -> float:
        """What only says which comes first: words that the text lacks, and how a sentence is."""
        candidate, terms, shift = measured.candidate, self.wanted.terms, self.shift
        lacking = [term for term in terms if not term.worth_in(candidate.body, 1.0)]
        more = shift.alike * begins_alike(candidate.words, lacking)
        for term in lacking:
            more += shift.on_the_page * term.idf * self._share_of_page(candidate.owner, term)
        if shift.as_a_language:
            more += shift.as_written * as_written(candidate.words, measured.in_body, terms)
            more += shift.as_typed * self._as_typed(candidate)
            more += shift.as_a_language * as_a_language(measured, terms)
        return more

    def _as_typed(self, candidate: Candidate) -> float:
        pairs = self.wanted.side_by_side
        held = sum(pair in candidate.words for pair in pairs) / (len(pairs) or 1)
        return held * self.in_all

    def _share_of_page(self, owner: str, term: Term) -> float:
        """From 0 to 1: how much the candidates of the same page speak of a word."""
        share = self.shares.get((owner, term.stem))
        if share is None:
            holding = sum(1 for body in self.on_page[owner] if term.times_in(body))
            share = self.shares[owner, term.stem] = min(holding / ENOUGH, 1.0)
        return share
