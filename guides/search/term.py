"""A word looked for: how it may stand in a text, and how much a text is about it. Pure."""

import math
from collections.abc import Iterable, Sequence

SYNONYM = 0.6


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


def as_field(words: Iterable[str]) -> str:
    """Words as a string in which ` word ` can be counted, also where it follows itself."""
    return "".join(f" {word} " for word in words)


def idf(documents: int, containing: int) -> float:
    """Inverse document frequency, never negative."""
    return math.log1p((documents - containing + 0.5) / (containing + 0.5))


def _grams(word: str, length: int = 4) -> list[str]:
    return [word[start : start + length] for start in range(max(len(word) - length + 1, 1))]


def _mean_worth(field: str, meaning: Sequence[str], normalisation: float) -> float:
    counts = [field.count(form) for form in meaning]
    return sum(times / (times + normalisation) for times in counts if times) / len(meaning)
