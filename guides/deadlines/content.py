"""What a rule says to readers: made of its working copy, kept whole in each edition. Pure."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from guides.deadlines.lengths import Pieces, in_words

DAYS = ("valid_from", "valid_until", "checked_on")


class CannotCount(Exception):
    """Why there is no day: an Italian sentence."""


@dataclass(frozen=True)
class Version:
    """One length of the rule, and for which events and answers it holds."""

    length: Pieces
    regime: str
    valid_from: date | None = None
    valid_until: date | None = None
    when: str = ""  # the key of a datum
    answer: str = ""
    when_words: str = ""  # "Era usato? Sì"
    note: str = ""  # what is to be known when this one holds

    @property
    def how_long(self) -> str:
        return in_words(self.length)

    def holds_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class RuleContent:
    """A rule as readers see it. `starts_from`, `judged_by` and `when` are keys of the glossary."""

    name: str
    lets: str
    starts_from: str
    judged_by: str = ""
    is_theirs: bool = False
    before: str = ""
    after: str = ""
    if_late: str = ""
    source_title: str = ""
    source_address: str = ""
    source_words: str = ""
    is_verified: bool = False
    disagreement: str = ""
    checked_on: date | None = None
    versions: list[Version] = field(default_factory=list)

    @property
    def asks(self) -> list[str]:
        """The keys of what is asked, the day first; all but the day can be left out."""
        when = [version.when for version in self.versions]
        return [key for key in dict.fromkeys([self.starts_from, self.judged_by, *when]) if key]

    def version_for(self, start: date, answers: Any = None) -> Version:
        """The first that holds; what was not answered, or is not known, chooses none."""
        judged = answers.value(self.judged_by) if answers and self.judged_by else None
        there = [v for v in self.versions if v.holds_on(judged or start)]
        for version in there:
            if not version.when or (answers and answers.value(version.when) == version.answer):
                return version
        raise CannotCount("Per questa data non abbiamo una regola: le leggi di allora erano altre.")

    def as_json(self) -> dict:
        return _with_days_as(asdict(self), lambda day: day and day.isoformat())

    @classmethod
    def of_json(cls, kept: dict) -> "RuleContent":
        kept = _with_days_as(kept, lambda day: date.fromisoformat(day) if day else None)
        return cls(**kept | {"versions": [_version(one) for one in kept["versions"]]})


def _version(kept: dict) -> Version:
    return Version(**kept | {"length": [(n, unit) for n, unit in kept["length"]]})


def _with_days_as(kept: dict, change) -> dict:
    """Also in the versions."""
    days = {name: change(kept[name]) for name in DAYS if name in kept}
    if "versions" in kept:
        days["versions"] = [_with_days_as(one, change) for one in kept["versions"]]
    return kept | days
