"""Votes as bars, to the scale of the greatest week."""

from dataclasses import dataclass
from datetime import date, timedelta

from guides.feedback.chart import ABOVE, bars

MONDAY = date(2026, 11, 2)


@dataclass
class Week:
    monday: date
    edition: int
    useful: int
    failed: int


def test_weeks_without_votes_are_empty_and_two_editions_of_a_week_add_up():
    next_week = MONDAY + timedelta(weeks=1)
    spans = [Week(next_week, 2, 5, 0), Week(next_week, 1, 5, 1), Week(MONDAY, 1, 0, 200)]
    first, second, third = bars(spans, first=MONDAY, weeks=3)
    assert (first.useful, first.down, first.new_edition) == (0, ABOVE, 1)
    assert (second.useful, second.up, second.failed, second.new_edition) == (10, 4, 1, 2)
    assert second.down == 1  # a single vote is still seen
    assert (third.up, third.down, third.new_edition) == (0, 0, 0)
    assert [bar.x for bar in (first, second, third)] == [0, 26, 52]


def test_without_votes_there_is_a_flat_line():
    assert all(bar.up == bar.down == 0 for bar in bars([], first=MONDAY, weeks=26))
