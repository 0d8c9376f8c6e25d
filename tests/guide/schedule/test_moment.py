"""A day and an hour to come, as somebody types them; the two nights on which the clock lies."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from guides.guide.schedule.moment import moment_in

NOW = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def it_is_october(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-12-03T09:00", "2026-12-03T09:00:00", "3/12/2026 9:00", "3.12.26, 9.00"),
        *(
            "3 dicembre 2026 alle 9",
            "3 dicembre 2026 alle ore 9",
            "il 3 dicembre 2026 ore 9:00",
            "3 dic 2026 9",
        ),
    ],
)
def test_the_same_moment_in_many_spellings(typed):
    moment = moment_in(typed)
    assert moment.at == datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
    assert moment.wall == datetime(2026, 12, 3, 9, 0)
    assert moment.zone == "Europe/Rome"


def test_tomorrow_is_a_day(it_is_october):
    assert moment_in("domani alle 7:30").at == datetime(2026, 10, 2, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2026-10-25T01:59", (2026, 10, 24, 23, 59)),  # still summer's time
        ("2026-10-25T03:00", (2026, 10, 25, 2, 0)),
        ("2026-10-25T09:00", (2026, 10, 25, 8, 0)),
        ("2027-03-28T01:59", (2027, 3, 28, 0, 59)),
        ("2027-03-28T03:00", (2027, 3, 28, 1, 0)),
        ("2027-03-28T09:00", (2027, 3, 28, 7, 0)),
    ],
)
def test_on_both_sides_of_both_changes_of_time(typed, utc):
    assert moment_in(typed).at == datetime(*utc, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-10-25T02:00", "Il 25 ottobre 2026 le 2:00 vengono due volte"),
        ("25/10/2026 2:59", "Il 25 ottobre 2026 le 2:59 vengono due volte"),
        ("2027-03-28T02:30", "Il 28 marzo 2027 le 2:30 non esistono"),
        ("28 marzo 2027 alle 2", "Il 28 marzo 2027 le 2:00 non esistono"),
        ("2026-10-01T09:59", "Questo momento è già passato"),
        ("2026-10-01T10:00", "Questo momento è già passato"),
        ("3/12/2029 9:00", "È fra più di due anni"),
        ("3/12/2026", "Manca l’ora"),
        ("3 dicembre 2026", "Manca l’ora"),
        ("30/2/2027 9:00", "non c’è nel calendario"),
        ("3/12/2026 25:00", "L’ora 25:00 non esiste"),
        ("3/12/2026 9:75", "L’ora 9:75 non esiste"),
        ("presto", "Manca l’ora"),
        ("  ", "Scrivi il giorno e l’ora"),
        ("9" * 4000 + " 9:00", "Non capiamo questa data"),
    ],
)
def test_what_cannot_be_is_said_at_once(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        moment_in(typed)
    assert sentence in refusal.value.messages[0]
