"""Which candidate answers best: BM25 over fields, the same on every database.

Formula: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
Foundations and Trends in Information Retrieval 3(4), 2009, section 3. What each part brought is
in docs/decisions/0005-search.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from guides.search.second_look import at_the_beginning, closeness, family
from guides.search.term import Term

K1 = 1.2
B, B_TITLE = 0.3, 0.7
BODY, TITLE, PAIRS, WORDS = 1.0, 0.7, 0.3, 0.15
WHOLE_TITLE, NEAR, GRAMS, LEAD, AS_TYPED = 0.35, 0.5, 0.75, 0.25, 0.25
OF_A_KIND = {"storia": 0.8}  # one reader's case comes after an answer of the same worth
LOOKED_AT_TWICE = 25


class Candidate(Protocol):
    """A document the database proposes; the fields are as made by `as_field`.

    `title` and `body` are stems, the title's in the body too; `words` are the unstemmed words;
    lengths are in stems.
    """

    key: str
    kind: str
    title: str
    body: str
    words: str
    title_length: int
    body_length: int


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


def measure(candidate: Candidate, averages: Averages) -> Measured:
    return Measured(
        candidate,
        _normalisation(candidate.title_length, averages.title, B_TITLE),
        _normalisation(candidate.body_length, averages.body, B),
    )


def score(measured: Measured, terms: Sequence[Term]) -> float:
    """How well a candidate answers: its words, and more where two stand together as asked.

    Called for each of 200 candidates with each word: written out for speed.
    """
    candidate, in_title, in_body = measured
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
    return total * (K1 + 1) * _of_its_kind(measured)


def rank(
    candidates: Iterable[Measured], terms: Sequence[Term], as_typed: Sequence[str] = ()
) -> list[tuple[float, Candidate]]:
    """(score, candidate), best first; equals stay in the order of their keys.

    `as_typed`: each two words side by side in the question, little words too, as a field. The best
    are looked at twice: what is dear to count adds to a good score only.
    """
    scored = [(score(measured, terms), measured) for measured in candidates]
    scored.sort(key=_best_first)
    for place, (worth, measured) in enumerate(scored[:LOOKED_AT_TWICE]):
        more = _at_second_sight(measured, terms, as_typed)
        scored[place] = (worth + more * (K1 + 1) * _of_its_kind(measured), measured)
    scored.sort(key=_best_first)
    return [(worth, measured.candidate) for worth, measured in scored]


def _at_second_sight(measured: Measured, terms: Sequence[Term], as_typed: Sequence[str]) -> float:
    """Words that stand near each other, of one family, at the beginning, or as they were typed."""
    candidate = measured.candidate
    more = NEAR * closeness(candidate.body, terms) + GRAMS * family(
        candidate.words, measured.in_body, terms
    )
    more += LEAD * at_the_beginning(candidate.title, candidate.body, terms)
    if as_typed:
        held = sum(pair in candidate.words for pair in as_typed) / len(as_typed)
        more += AS_TYPED * held * sum(term.idf for term in terms)
    return more


def _of_its_kind(measured: Measured) -> float:
    return OF_A_KIND.get(measured.candidate.kind, 1.0)


def _best_first(pair: tuple[float, Measured]) -> tuple[float, str]:
    return -round(pair[0], 9), pair[1].candidate.key


def _normalisation(length: int, average: float, b: float) -> float:
    """BM25's K: k1 scaled by how long the field is against the average."""
    return K1 * (1 - b + b * length / average) if average else K1
