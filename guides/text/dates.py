"""A day as Italians write it."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.timesince import timesince

MONTHS = """
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
""".split()  # noqa: SIM905 (read more easily so)

WEEKDAYS = "lunedì martedì mercoledì giovedì venerdì sabato domenica".split()  # noqa: SIM905


def day_of(when: date) -> date:
    """The calendar day; a moment is told in the site's time zone."""
    return timezone.localtime(when).date() if isinstance(when, datetime) else when


def before(number: int, article: str) -> str:
    """ "il" or "dal" as it is said before a number, with its space: "l’" before 8, 11, 80, 800."""
    is_spoken_with_a_vowel = number == 11 or 11_000 <= number < 12_000
    if not is_spoken_with_a_vowel and not str(number).startswith("8"):
        return f"{article} "
    return ("L’" if article[0].isupper() else "l’") if article in ("il", "Il") else f"{article}l’"


def in_words(when: date, article: str = "") -> str:
    """ "22 novembre 2026", "1° luglio 2026"; with "dal" before it, "dall’8 marzo 2026"."""
    day = day_of(when)
    first = "°" if day.day == 1 else ""
    said = before(day.day, article) if article else ""
    return f"{said}{day.day}{first} {MONTHS[day.month - 1]} {day.year}"


def with_weekday(day: date) -> str:
    """ "lunedì 14 dicembre 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {in_words(day)}"


def waited(since: datetime) -> str:
    """ "aspetta da 3 ore": how long something, of either gender, has waited for somebody."""
    if timezone.now() - since < timedelta(minutes=1):
        return "aspetta da meno di un minuto"
    return f"aspetta da {timesince(since, depth=1)}"
