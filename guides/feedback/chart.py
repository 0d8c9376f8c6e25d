"""Votes as bars: "yes" above the line, "no" below it, whole numbers only. Pure.

The template writes the SVG; a strict Content-Security-Policy allows attributes, not styles.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

STEP, BAR = 26, 18  # from one week to the next; a bar's width
ABOVE = 80  # height of the tallest bar, above the line and below


class Votes(Protocol):
    monday: date
    edition: int
    useful: int
    failed: int


@dataclass(frozen=True)
class Bar:
    """A week: where it stands, how tall, and the edition that came with it (0: none)."""

    x: int
    monday: date
    useful: int
    failed: int
    up: int
    down: int
    new_edition: int = 0

    @property
    def top(self) -> int:
        return ABOVE - self.up


def bars(spans: Iterable[Votes], *, first: date, weeks: int) -> list[Bar]:
    """One bar for each week from the Monday `first`, drawn to the scale of the greatest."""
    spans = sorted(spans, key=lambda span: (span.monday, span.edition))
    mondays = [first + timedelta(weeks=number) for number in range(weeks)]
    useful = {day: sum(s.useful for s in spans if s.monday == day) for day in mondays}
    failed = {day: sum(s.failed for s in spans if s.monday == day) for day in mondays}
    greatest = max([1, *useful.values(), *failed.values()])
    begun = _first_weeks(spans)
    return [
        Bar(
            x=number * STEP,
            monday=day,
            useful=useful[day],
            failed=failed[day],
            up=_height(useful[day], greatest),
            down=_height(failed[day], greatest),
            new_edition=begun.get(day, 0),
        )
        for number, day in enumerate(mondays)
    ]


def _height(votes: int, greatest: int) -> int:
    """At least one unit for a vote, so that no week with votes looks empty."""
    return max(1, votes * ABOVE // greatest) if votes else 0


def _first_weeks(spans: list[Votes]) -> dict[date, int]:
    """The week in which each edition got its first vote; of two, the later."""
    seen: dict[int, date] = {}
    for span in spans:
        seen.setdefault(span.edition, span.monday)
    return {day: edition for edition, day in seen.items()}
