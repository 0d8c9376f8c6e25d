"""How a term is counted: a pure function for each regime, from the law's own words."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import models

from guides.deadlines.feasts import is_closed_between_banks, is_feast, is_weekend_or_feast
from guides.deadlines.lengths import Pieces, Unit, end_in_the_calendar

Count = Callable[[date, Pieces], date]
ONE_DAY = timedelta(days=1)


class Regime(models.TextChoices):
    CIVIL_CODE = (
        "cc2963",
        "Codice civile (articolo 2963): si sposta se finisce in un giorno festivo",
    )
    EU = "eu1182", "Unione europea (regolamento 1182/71): si sposta anche se finisce di sabato"
    BANK = "bank", "Giorni in cui le banche lavorano"
    PLAIN = "plain", "Giorni del calendario: non si sposta mai"


def civil_code(start: date, pieces: Pieces) -> date:
    """Art. 2963 c.c.: common calendar; the day of the beginning is not counted; an end on a feast
    is put off by law to the next day that is none; months end on the day of the same number, or
    on the month's last when it has no such day. A Saturday is no feast."""
    day = end_in_the_calendar(start, pieces, is_feast)
    while is_feast(day):
        day += ONE_DAY
    return day


def eu_regulation(start: date, pieces: Pieces) -> date:
    """Reg. (EEC, Euratom) 1182/71, art. 3: the day of the event is not counted (1); months and
    years end on the same date, or on the month's last day (2); an end on a public holiday, Sunday
    or Saturday moves to the next working day (4); a period of two days or more has at least two
    working days in it (5)."""
    day = end_in_the_calendar(start, pieces, is_weekend_or_feast)
    is_one_day = pieces in ([(1, Unit.DAYS)], [(1, Unit.WORKING_DAYS)])
    while is_weekend_or_feast(day) or not _has_working_days(start, day, 2 - is_one_day):
        day += ONE_DAY
    return day


def bank_days(start: date, pieces: Pieces) -> date:
    """«Giornata operativa» (art. 1, D.lgs. 11/2010): a day on which the bank works, so neither
    Saturday, nor Sunday, nor feast; the day itself is not counted."""
    day = end_in_the_calendar(start, pieces, is_weekend_or_feast)
    while is_weekend_or_feast(day):
        day += ONE_DAY
    return day


def between_banks(start: date, pieces: Pieces) -> date:
    """The same where a payment passes from a bank to another: Good Friday is out too."""
    day = end_in_the_calendar(start, pieces, is_closed_between_banks)
    while is_closed_between_banks(day):
        day += ONE_DAY
    return day


def plain(start: date, pieces: Pieces) -> date:
    """A term of a contract, or of a site: it ends on the day on which it ends. Working days are
    those that are neither Saturday nor feast."""
    return end_in_the_calendar(start, pieces, is_weekend_or_feast)


def _has_working_days(start: date, end: date, wanted: int) -> bool:
    days = (start + timedelta(days=n) for n in range(1, min((end - start).days, 14) + 1))
    return sum(not is_weekend_or_feast(day) for day in days) >= wanted


COUNTS: dict[Regime, Count] = {
    Regime.CIVIL_CODE: civil_code,
    Regime.EU: eu_regulation,
    Regime.BANK: bank_days,
    Regime.PLAIN: plain,
}


# Which days are no working days, where that is not Saturdays, Sundays and feasts.
CLOSED = {civil_code: is_feast, between_banks: is_closed_between_banks}


def bare_end(count: Count, start: date, pieces: Pieces) -> date:
    """Where the term would end if nothing moved it."""
    return end_in_the_calendar(start, pieces, CLOSED.get(count, is_weekend_or_feast))


def readings(regime: Regime, pieces: Pieces) -> list[Count]:
    """The regime's own, and the other way in which the same term may be read."""
    counts_working_days = any(unit == Unit.WORKING_DAYS for _, unit in pieces)
    other = {
        Regime.EU: [civil_code],  # whether an Italian law's term moves from a Saturday is disputed
        Regime.BANK: [between_banks],
        Regime.CIVIL_CODE: [eu_regulation] if counts_working_days else [],
    }
    return [COUNTS[regime], *other.get(regime, [])]
