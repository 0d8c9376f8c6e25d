"""How terms are counted: the law's own words, and forty dates a regime against another calendar."""

import random
from datetime import date, timedelta

import pytest

from guides.deadlines import regimes
from guides.deadlines.feasts import feasts_of, is_feast
from guides.deadlines.lengths import Unit
from tests.deadlines import another_calendar

LENGTHS = {
    "cc2963": [(1, "giorni"), (30, "giorni"), (1, "mesi"), (13, "mesi"), (2, "anni")],
    "eu1182": [(1, "giorni"), (2, "giorni"), (14, "giorni"), (13, "mesi"), (10, "lavorativi")],
    "bank": [(1, "lavorativi"), (2, "lavorativi"), (15, "lavorativi"), (35, "lavorativi")],
    "plain": [(1, "giorni"), (90, "giorni"), (6, "mesi"), (7, "lavorativi")],
}
OURS = {
    "cc2963": regimes.civil_code,
    "eu1182": regimes.eu_regulation,
    "bank": regimes.bank_days,
    "plain": regimes.plain,
}
BY_HAND = [
    *(date(2026, 1, 31), date(2028, 1, 31), date(2028, 2, 29), date(2026, 12, 24)),
    *(date(2026, 4, 3), date(2026, 9, 3), date(2026, 10, 3), date(2027, 3, 26)),
]


def forty_dates(regime: str) -> list[date]:
    dice = random.Random(regime)  # noqa: S311 - the same every time
    return BY_HAND + [date(2020, 1, 1) + timedelta(days=dice.randrange(5_000)) for _ in range(32)]


@pytest.mark.parametrize("regime", LENGTHS)
def test_forty_dates_end_where_another_calendar_says(regime):
    other = getattr(another_calendar, regime)
    for start in forty_dates(regime):
        for number, unit in LENGTHS[regime]:
            ours = OURS[regime](start, [(number, unit)])
            assert ours == other(start, number, unit), (start, number, unit)


# 2 June is one again since 2001; 17 March 2011 was one, that year only.
@pytest.mark.parametrize("year", range(2012, 2060))
def test_the_feasts_are_those_of_the_law_year_by_year(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [d for d in days if is_feast(d)] == [d for d in days if another_calendar.is_feast(d)]


def day(start: str, number: int, unit: Unit, count=regimes.civil_code) -> str:
    return count(date.fromisoformat(start), [(number, unit)]).isoformat()


def test_2963_the_first_day_is_not_counted():
    assert day("2026-11-30", 14, Unit.DAYS) == "2026-12-14"


def test_2963_an_end_on_a_feast_is_put_off_to_the_next_day_that_is_none():
    assert day("2026-11-29", 14, Unit.DAYS) == "2026-12-14"  # from Sunday the 13th
    assert day("2026-11-25", 1, Unit.MONTHS) == "2026-12-28"  # Christmas, Saint Stephen, Sunday
    assert day("2027-02-28", 29, Unit.DAYS) == "2027-03-30"  # Easter Monday


def test_2963_a_saturday_is_no_feast():
    assert day("2026-11-28", 14, Unit.DAYS) == "2026-12-12"


def test_2963_a_month_ends_on_the_same_number_or_on_the_last_day():
    assert day("2026-03-15", 1, Unit.MONTHS) == "2026-04-15"
    assert day("2025-01-31", 1, Unit.MONTHS) == "2025-02-28"
    assert day("2028-01-31", 1, Unit.MONTHS) == "2028-02-29"
    assert day("2024-02-29", 1, Unit.YEARS) == "2025-02-28"


def test_4_october_is_a_feast_since_2026():
    assert date(2026, 10, 4) in feasts_of(2026)
    assert date(2025, 10, 4) not in feasts_of(2025)
    assert day("2027-09-04", 30, Unit.DAYS) == "2027-10-05"


def test_1182_71_a_saturday_moves_too():
    assert day("2026-11-28", 14, Unit.DAYS, regimes.eu_regulation) == "2026-12-14"


def test_1182_71_two_days_or_more_have_two_working_days_in_them():
    assert day("2026-11-27", 2, Unit.DAYS, regimes.eu_regulation) == "2026-12-01"
    assert day("2026-11-27", 1, Unit.DAYS, regimes.eu_regulation) == "2026-11-30"


def test_banks_work_neither_on_saturdays_nor_on_feasts():
    assert day("2026-12-23", 3, Unit.WORKING_DAYS, regimes.bank_days) == "2026-12-29"


def test_plain_days_never_move():
    assert day("2026-11-29", 14, Unit.DAYS, regimes.plain) == "2026-12-13"


def test_a_regime_fits_in_twenty_lines_and_names_its_source():
    import inspect

    for count in OURS.values():
        assert len(inspect.getsource(count).splitlines()) <= 20
        assert count.__doc__
