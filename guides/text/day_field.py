"""A day that somebody types, read as Italians write it, and days that can only be past."""

import re
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guides.text.dates import MONTHS, before, in_words

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)

ISO = re.compile(r"(?P<y>\d{4,5})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
IN_FIGURES = re.compile(r"(?P<d>\d{1,2})\s*([/.\-\s])\s*(?P<m>\d{1,2})\s*\2\s*(?P<y>\d{1,5})")
IN_WORDS = re.compile(
    r"(?:\w+dì,? |sabato,? |domenica,? )?(?:il |l[’'] ?)?(?P<d>\d{1,2})[°ºª^]? (?:di )?"
    r"(?P<m>[a-z]+)\.?,? (?:del |dell[’'] ?)?(?P<y>\d{1,5})"
)
WITHOUT_YEAR = re.compile(r"(?:il |l[’'] ?)?\d{1,2}[°º]?(?: [a-z]+\.?|\s*[/.\-]\s*\d{1,2})")
WITHOUT_DAY = re.compile(r"(?P<m>[a-z]+)\.? \d{4}|\d{1,2}\s*[/.\-]\s*\d{4}")
SPOKEN = {"oggi": 0, "ieri": 1, "l’altro ieri": 2, "l'altro ieri": 2}

HOW = "Scrivi giorno, mese e anno, per esempio 3/4/2025."


def day_in(text: str) -> date:
    """The day that a text names: 3/4/25, 3.4.2025, "3 aprile 2025", 2025-04-03, "ieri".

    Raises ValidationError with a sentence that says what is wrong with it.
    """
    text = " ".join(text.split()).lower()
    if text in SPOKEN:
        return timezone.localdate() - timedelta(days=SPOKEN[text])
    found = ISO.fullmatch(text) or IN_FIGURES.fullmatch(text) or IN_WORDS.fullmatch(text)
    month = _month(found["m"]) if found else None
    if found is None or month is None:
        raise ValidationError(_what_is_missing(text), code="invalid")
    return _in_the_calendar(int(found["d"]), month, _year(found["y"]))


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    begun = (n for n, name in enumerate(MONTHS, start=1) if name.startswith(text))
    return next(begun, None) if len(text) >= 3 else None


def _year(text: str) -> int:
    """Two figures are this century's until the year to come, the last one's after."""
    if len(text) != 2:
        return int(text)
    year = 2000 + int(text)
    return year if year <= timezone.localdate().year + 1 else year - 100


def _in_the_calendar(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise ValidationError(f"Il mese {month} non esiste: controlla la data.", code="invalid")
    if not EARLIEST.year <= year <= date.max.year:
        sentence = f"L’anno {year} non può essere giusto: scrivilo con quattro cifre."
        raise ValidationError(sentence, code="year")
    try:
        return date(year, month, day)
    except ValueError:
        name = f"{before(day, 'Il')}{day} {MONTHS[month - 1]}"
        sentence = f"{name} {year} non c’è nel calendario: controlla il giorno."
        raise ValidationError(sentence, code="invalid") from None


def _what_is_missing(text: str) -> str:
    if WITHOUT_YEAR.fullmatch(text):
        return f"Manca l’anno. {HOW}"
    if WITHOUT_DAY.fullmatch(text):
        return f"Manca il giorno: se non lo ricordi, metti 1. {HOW}"
    return f"Non capiamo questa data. {HOW}"


def is_past(day: date) -> None:
    """For what has happened already."""
    if day < EARLIEST:
        sentence = f"{in_words(day, 'Il')} è troppo lontano: controlla l’anno."
        raise ValidationError(sentence, code="year")
    if day > timezone.localdate():
        raise ValidationError("Questo giorno deve ancora venire: controlla la data.", code="future")


def is_a_sane_day(field: str, *, name: str) -> models.CheckConstraint:
    """The database's own bounds of a day: what is not past it cannot know."""
    inside = Q(**{f"{field}__gte": EARLIEST, f"{field}__lte": LATEST})
    return models.CheckConstraint(
        condition=inside | Q(**{f"{field}__isnull": True}),
        name=name,
        violation_error_message="Questa data non può essere giusta: controlla l’anno.",
    )


class PastDayFormField(forms.DateField):
    default_validators = [is_past]

    def to_python(self, value):
        return (
            day_in(value) if isinstance(value, str) and value.strip() else super().to_python(value)
        )


class PastDayField(models.DateField):
    """A day that has been: when something was bought, or last verified."""

    default_validators = [is_past]

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PastDayFormField} | kwargs)
