"""Which candidate answers best: BM25 over fields, the same on every database.

Formula: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
Foundations and Trends in Information Retrieval 3(4), 2009, section 3. What each part brought is
in docs/decisions/0005-search.md.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

K1 = 1.2
B, B_TITLE = 0.3, 0.7
BODY, TITLE, PAIRS, WORDS = 1.0, 0.7, 0.3, 0.15
WHOLE_TITLE, NEAR, GRAMS, LEAD, AS_TYPED = 0.35, 0.5, 1.0, 0.25, 0.25
SYNONYM = 0.6
OF_A_KIND = {"storia": 0.8}  # one reader's case comes after an answer of the same worth
LOOKED_AT_TWICE = 25
LETTERS_A_WORD = 8  # of a stem in a field, with its spaces
LEAD_LETTERS = 25 * LETTERS_A_WORD  # a text says first what it is about


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


class Term:
    """A word looked for: how it may stand in a field, the folded word, how rare it is.

    `forms`: other stems of the same word, or runs of stems when it is written in two ("wind tre").
    `instead`: what the editors say is also meant; it counts less than the reader's own word.
    """

    def __init__(
        self,
        stem: str,
        word: str,
        idf: float,
        forms: Iterable[str | tuple[str, ...]] = (),
        instead: Iterable[tuple[str, ...]] = (),
    ) -> None:
        self.stem, self.word, self.idf = stem, word, idf
        self.stem_in_field, self.word_in_field = as_field([stem]), as_field([word])
        self.forms = [as_field([form] if isinstance(form, str) else form) for form in forms]
        self.instead = [[as_field([stem]) for stem in meaning] for meaning in instead]
        self.is_plain = not (self.forms or self.instead)
        self.grams = _grams(word)

    @property
    def stems(self) -> list[str]:
        """Every stem that may stand for the word."""
        fields = [self.stem_in_field, *self.forms, *(f for m in self.instead for f in m)]
        return [stem for field in fields for stem in field.split()]

    def times_in(self, field: str) -> int:
        times = field.count(self.stem_in_field)
        for form in self.forms:
            times = max(times, field.count(form))
        return times

    def worth_in(self, field: str, normalisation: float) -> float:
        """From 0 to 1: how much a field is about the word, or about what stands instead of it."""
        if times := self.times_in(field):
            return times / (times + normalisation)
        if not self.instead:
            return 0.0
        return SYNONYM * max(_mean_worth(field, meaning, normalisation) for meaning in self.instead)


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
    more = NEAR * closeness(candidate.body, terms) + GRAMS * family(measured, terms)
    more += LEAD * at_the_beginning(candidate, terms)
    if as_typed:
        held = sum(pair in candidate.words for pair in as_typed) / len(as_typed)
        more += AS_TYPED * held * sum(term.idf for term in terms)
    return more


def at_the_beginning(candidate: Candidate, terms: Sequence[Term]) -> float:
    """The rarity of the words asked that the text's first words hold."""
    start = len(candidate.title)  # the title's stems come first
    lead = candidate.body[start : start + LEAD_LETTERS]
    counted = ((term.idf, term.times_in(lead)) for term in terms)
    return sum(idf * times / (times + 1) for idf, times in counted)


def closeness(body: str, terms: Sequence[Term]) -> float:
    """The rarity of the words asked that stand together within about twice as many words."""
    if len(terms) < 2:
        return 0.0
    places = sorted(
        (place, number)
        for number, term in enumerate(terms)
        for field in (term.stem_in_field, *term.forms)
        for place in _places(body, field)
    )
    reach = (2 * len(terms) + 3) * LETTERS_A_WORD
    best = held = 0.0
    inside, first = [0] * len(terms), 0
    for place, number in places:
        held += 0.0 if inside[number] else terms[number].idf
        inside[number] += 1
        while place - places[first][0] > reach:
            left = places[first][1]
            inside[left] -= 1
            held -= 0.0 if inside[left] else terms[left].idf
            first += 1
        best = max(best, held)
    return best


def family(measured: Measured, terms: Sequence[Term]) -> float:
    """How much of the words' runs of four letters a text holds: "formattare", "formattazione"."""
    words, in_body = measured.candidate.words, measured.in_body
    total = 0.0
    for term in terms:
        held = 0.0
        for gram in term.grams:
            if times := words.count(gram):
                held += times / (times + in_body)
        total += term.idf * held / len(term.grams)
    return total


def _of_its_kind(measured: Measured) -> float:
    return OF_A_KIND.get(measured.candidate.kind, 1.0)


def _best_first(pair: tuple[float, Measured]) -> tuple[float, str]:
    return -round(pair[0], 9), pair[1].candidate.key


def _grams(word: str, length: int = 4) -> list[str]:
    return [word[start : start + length] for start in range(max(len(word) - length + 1, 1))]


def _places(field: str, wanted: str) -> Iterable[int]:
    place = field.find(wanted)
    while place >= 0:
        yield place
        place = field.find(wanted, place + len(wanted))


def _mean_worth(field: str, meaning: Sequence[str], normalisation: float) -> float:
    counts = [field.count(form) for form in meaning]
    return sum(times / (times + normalisation) for times in counts if times) / len(meaning)


def _normalisation(length: int, average: float, b: float) -> float:
    """BM25's K: k1 scaled by how long the field is against the average."""
    return K1 * (1 - b + b * length / average) if average else K1
