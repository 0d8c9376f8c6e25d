"""A day as Italians write it."""

from datetime import date, datetime

from django.utils import timezone

MONTHS = """
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
""".split()  # noqa: SIM905 (read more easily so)


def day_of(when: date) -> date:
    """The calendar day; a moment is told in the site's time zone."""
    return timezone.localtime(when).date() if isinstance(when, datetime) else when


def in_words(when: date) -> str:
    """ "22 novembre 2026", "1° luglio 2026"."""
    day = day_of(when)
    first = "°" if day.day == 1 else ""
    return f"{day.day}{first} {MONTHS[day.month - 1]} {day.year}"
