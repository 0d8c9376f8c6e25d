"""A word typed and what it may stand for."""

from dataclasses import dataclass

Form = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One stem that a typed word may stand for, with a word that readers can be shown.

    `forms`: other stems, or runs of stems, in which the same word is written.
    """

    stem: str
    word: str
    documents: int
    distance: int = 0
    forms: tuple[Form, ...] = ()

    @property
    def runs(self) -> list[tuple[str, ...]]:
        return [form for form in self.forms if isinstance(form, tuple)]


@dataclass(frozen=True, slots=True)
class Slot:
    """A word typed, and what it may stand for, likeliest first; no options where all fails.

    `instead`: what the editors say is meant as well, each as stems. `containing`: of a known word,
    how many documents hold each stem that may stand for it.
    """

    typed: str
    options: tuple[Option, ...]
    instead: tuple[tuple[str, ...], ...] = ()
    containing: tuple[tuple[str, int], ...] = ()

    @property
    def is_open(self) -> bool:
        """Was the word unknown, so that an option had to be found?"""
        return any(option.distance for option in self.options)

    def fetching(self, option: Option) -> dict[str, int]:
        """The stems by which the database finds this option, and how many documents hold each."""
        if self.containing:
            return dict(self.containing)
        return {} if option.runs else {option.stem: option.documents}
