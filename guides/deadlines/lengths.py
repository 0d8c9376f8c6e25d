"""How long a term is: pieces one after the other, "14 giorni", "14 giorni e poi 12 mesi". Pure."""

from calendar import monthrange
from datetime import date, timedelta

from django.db import models

from guides.text.numbers import in_figures

Pieces = list[tuple[int, str]]


class Unit(models.TextChoices):
    DAYS = "giorni", "giorni"
    WORKING_DAYS = "lavorativi", "giorni lavorativi"
    MONTHS = "mesi", "mesi"
    YEARS = "anni", "anni"


ONE = {
    Unit.DAYS: "giorno",
    Unit.WORKING_DAYS: "giorno lavorativo",
    Unit.MONTHS: "mese",
    Unit.YEARS: "anno",
}


def in_words(pieces: Pieces) -> str:
    said = [
        f"{in_figures(n)} {ONE[Unit(unit)] if n == 1 else Unit(unit).label}" for n, unit in pieces
    ]
    return " e poi ".join(said)


def end_in_the_calendar(start: date, pieces: Pieces, is_closed=None) -> date:
    """The last day, whatever day it is; the first one is not counted."""
    day = start
    for number, unit in pieces:
        day = _after(day, number, Unit(unit), is_closed)
    return day


def _after(day: date, number: int, unit: Unit, is_closed) -> date:
    if unit == Unit.DAYS:
        return day + timedelta(days=number)
    if unit == Unit.WORKING_DAYS:
        return _working_days_after(day, number, is_closed)
    return months_after(day, number * (12 if unit == Unit.YEARS else 1))


def months_after(day: date, number: int) -> date:
    """The same day of the month; where that month has none, its last."""
    years, month = divmod(day.month - 1 + number, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _working_days_after(day: date, number: int, is_closed) -> date:
    while number:
        day += timedelta(days=1)
        number -= not is_closed(day)
    return day


def is_cut_short(start: date, pieces: Pieces) -> bool:
    """The month of the end has no such day: 31 January and a month."""
    counts_months = all(unit in (Unit.MONTHS, Unit.YEARS) for _, unit in pieces)
    return counts_months and end_in_the_calendar(start, pieces).day < start.day
