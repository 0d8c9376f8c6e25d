"""Which candidate answers best: BM25 over fields, the same on every database.

Formula: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
Foundations and Trends in Information Retrieval 3(4), 2009, section 3. What each part brought is
in docs/decisions/0005-search.md.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from guides.search.candidate import K1, Candidate, Measured
from guides.search.kinds import registered
from guides.search.second_look import SecondLook, Wanted
from guides.search.term import Term

BODY, TITLE, PAIRS, WORDS = 1.0, 0.7, 0.3, 0.15
WHOLE_TITLE = 0.35
LOOKED_AT_TWICE = 25


class Ranked(NamedTuple):
    """A candidate, the score that orders it, and how well it fits, by which the verdict judges."""

    score: float
    candidate: Candidate
    fit: float


def score(measured: Measured, terms: Sequence[Term]) -> float:
    """How well a candidate answers: its words, and more where two stand together as asked.

    Called for each of 200 candidates with each word: written out for speed.
    """
    candidate, in_title, in_body, _ = measured
    title, body, words = candidate.title, candidate.body, candidate.words
    total, whole_title, before = 0.0, True, None
    for term in terms:
        if term.is_plain:
            times, titled = body.count(term.stem_in_field), title.count(term.stem_in_field)
            worth = BODY * times / (times + in_body) + TITLE * titled / (titled + in_title)
        else:
            titled = term.times_in(title)
            worth = BODY * term.worth_in(body, in_body) + TITLE * term.worth_in(title, in_title)
        if not titled:
            whole_title = False
        if not worth:
            before = None
            continue
        if times := words.count(term.word_in_field):
            worth += WORDS * times / (times + in_body)
        total += term.idf * worth
        if before and (times := body.count(before.stem_in_field + term.stem_in_field)):
            total += PAIRS * (before.idf + term.idf) * times / (times + in_body)
        before = term
    if whole_title:
        total += WHOLE_TITLE * sum(term.idf for term in terms)
    return total * (K1 + 1)


def rank(candidates: Iterable[Measured], wanted: Wanted) -> list[Ranked]:
    """Best first; equals stay in the order of their keys. The best are looked at twice."""
    asked = {stem for term in wanted.terms for stem in term.stems}
    worth_of = {kind.name: kind.worth_to(asked) for kind in registered()}
    scored = [
        (score(measured, wanted.terms) * worth_of.get(measured.candidate.kind, 1.0), measured)
        for measured in candidates
    ]
    scored.sort(key=lambda pair: (-round(pair[0], 9), pair[1].candidate.key))
    look = SecondLook(wanted, (measured.candidate for _, measured in scored))
    ranked = [Ranked(worth, measured.candidate, worth) for worth, measured in scored]
    for place, (worth, measured) in enumerate(scored[:LOOKED_AT_TWICE]):
        of_its_kind = (K1 + 1) * worth_of.get(measured.candidate.kind, 1.0)
        fit = worth + look.fit(measured) * of_its_kind
        more = look.order(measured) * of_its_kind
        ranked[place] = Ranked(fit + more, measured.candidate, fit)
    return sorted(ranked, key=lambda found: (-round(found.score, 9), found.candidate.key))
