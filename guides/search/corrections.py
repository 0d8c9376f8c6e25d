"""Which of the words that an unknown one may stand for: the one that fits what else was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from guides.search.candidate import Measured
from guides.search.ranking import score
from guides.search.slips import FAR, likeness
from guides.search.slot import Option, Slot
from guides.search.term import Term, idf

CLEARLY = 1.25
FAR_MORE_FREQUENT = 4
SHORTEST_SURE = 5


@dataclass(frozen=True, slots=True)
class CorrectedWord:
    """The option taken for a slot, and whether it is so sure that the reader is not asked."""

    slot: Slot
    option: Option
    is_certain: bool = True

    @property
    def is_correction(self) -> bool:
        return self.slot.is_open

    def term(self, documents: int) -> Term:
        rarity = idf(documents, self.option.documents)
        option = self.option
        return Term(option.stem, option.word, rarity, option.forms, self.slot.instead)


def choose(
    slots: Sequence[Slot], candidates: Sequence[Measured], documents: int
) -> list[CorrectedWord]:
    """One choice for each slot that has options; the candidates show which words meet."""
    sure = [
        CorrectedWord(slot, slot.options[0]) for slot in slots if slot.options and not slot.is_open
    ]
    if not any(slot.is_open for slot in slots):
        return sure
    terms = [choice.term(documents) for choice in sure]
    context = [score(row, terms) for row in candidates]
    settled = {choice.slot.typed: choice for choice in sure}
    for slot in slots:
        if slot.is_open:
            settled[slot.typed] = _settle(slot, candidates, context)
    return [settled[slot.typed] for slot in slots if slot.options]


def _settle(slot: Slot, candidates: Sequence[Measured], context: Sequence[float]) -> CorrectedWord:
    """The option met in the best context; without any context the nearest and most frequent."""
    fit = {option: _best_context(option, candidates, context) for option in slot.options}
    first, *others = sorted(slot.options, key=lambda option: -fit[option])
    if not others:
        is_likely = first.distance < 2 and _is_sure(slot.typed, first.word)
        return CorrectedWord(slot, first, bool(fit[first]) or is_likely)
    second = others[0]
    if fit[first]:
        return CorrectedWord(slot, first, fit[first] >= CLEARLY * fit[second])
    nearer = first.distance < second.distance
    frequent = first.documents >= FAR_MORE_FREQUENT * second.documents
    return CorrectedWord(slot, first, nearer or frequent)


def _is_sure(typed: str, known: str) -> bool:
    return len(typed) >= SHORTEST_SURE and likeness(typed, known) > FAR


def _best_context(
    option: Option, candidates: Sequence[Measured], context: Sequence[float]
) -> float:
    """The score of the other words in the best candidate that holds this one."""
    stem = f" {option.stem} "
    found = (
        worth for row, worth in zip(candidates, context, strict=True) if stem in row.candidate.body
    )
    return max(found, default=0.0)
