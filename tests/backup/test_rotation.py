"""One a day, then one a week; and the nights on which they are made."""

from datetime import UTC, datetime, timedelta
from datetime import time as Hour

import pytest
from django.utils import timezone

from guides.backup import nightly
from guides.backup.exceptions import Refused
from guides.backup.manifest import MANIFEST, NAMED
from guides.backup.rotation import rotate, to_keep

NIGHT = datetime(2026, 11, 27, 3, 0)


def test_seven_days_then_one_of_each_of_four_weeks():
    kept = to_keep([NIGHT - timedelta(days=n) for n in range(60)], days=7)
    ages = sorted((NIGHT - moment).days for moment in kept)
    assert ages == [0, 1, 2, 3, 4, 5, 6, 12, 19]  # Sundays: the newest of each week


def test_of_two_on_a_day_the_later_stays_and_few_are_all_kept():
    twice = [NIGHT, NIGHT - timedelta(hours=2), NIGHT - timedelta(days=200)]
    assert to_keep(twice, days=7) == {twice[0], twice[2]}
    assert to_keep([], days=7) == set()


def test_only_what_is_a_backup_is_deleted(tmp_path):
    for days in range(40):
        place = tmp_path / (NIGHT - timedelta(days=days)).strftime(NAMED)
        place.mkdir()
        (place / MANIFEST).write_text("{}")
    for mine in ("2020-01-01", "foto", "2020-01-01T000000Z"):
        (tmp_path / mine).mkdir()
    gone = rotate(tmp_path, days=2)
    left = {p.name for p in tmp_path.iterdir()}
    assert left > {"2020-01-01", "foto", "2020-01-01T000000Z"}
    assert len(gone) + len(left) == 40 + 3
    assert not {p.name for p in gone} & left


class Stopped(Exception):
    pass


def nights(make, *, until: int) -> list[float]:
    """How long it slept between two, given so many sleeps."""
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == until:
            raise Stopped

    with pytest.raises(Stopped):
        nightly.keep_making(Hour(3, 30), make, say=lambda said: None, sleep=sleep)
    return slept


def test_the_first_is_made_at_once_and_a_failed_one_is_tried_again(site):
    tried = []

    def make() -> None:
        tried.append(1)
        raise Refused("Il disco è pieno.")

    assert nights(make, until=1) == [60]
    assert tried == [1]


def test_the_next_night_is_at_its_hour_here():
    noon = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
    assert timezone.localtime(nightly.next_one(noon, Hour(3, 30))).isoformat() == (
        "2026-11-28T03:30:00+01:00"
    )
    assert nightly.clock("03:30") == Hour(3, 30)
    with pytest.raises(Exception, match="03:30"):
        nightly.clock("di notte")
