"""A day that somebody types, read as Italians write it, and days that can only be past."""

import re
import unicodedata
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guides.text.dates import MONTHS, WEEKDAYS, before, in_words

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)

WEEKDAY = r"(?:(?P<w>lun|mar|mer|gio|ven|sab|dom)[a-zì]*\.?,? )?"
ARTICLE = r"(?:il |l’ ?)?"
YEAR = r"’?(?P<y>\d{1,5})"
ISO = re.compile(r"(?P<y>\d{4,5})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})")
WAYS = [
    ISO,
    re.compile(
        rf"{WEEKDAY}{ARTICLE}(?P<d>\d{{1,2}})\s*(?P<s>[/.,\-\s])\s*(?P<m>\d{{1,2}})\s*(?P=s)\s*{YEAR}"
    ),
    re.compile(
        rf"{WEEKDAY}{ARTICLE}(?P<d>\d{{1,2}}|primo)[°ºª^]?[ \-]?(?:di )?"
        rf"(?P<m>[a-z]+)\.?,?[ \-]?(?:del |dell’ ?)?{YEAR}"
    ),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>(?:19|20)\d{2})"),
]
WITHOUT_YEAR = re.compile(
    rf"{WEEKDAY}{ARTICLE}(?:\d{{1,2}}|primo)[°º]?(?: [a-z]+|\s*[/.\-]\s*\d{{1,2}})"
)
WITHOUT_DAY = re.compile(r"(?P<m>[a-z]+)\.? \d{4}|\d{1,2}\s*[/.\-]\s*\d{4}")
SPOKEN = {"oggi": 0, "ieri": -1, "altroieri": -2, "domani": 1, "dopodomani": 2}

HOW = "Scrivi giorno, mese e anno, per esempio 3/4/2025."


def day_in(text: str) -> date:
    """The day that a text names: 3/4/25, 3.4.2025, "3 aprile 2025", 2025-04-03, "ieri".

    Raises ValidationError with a sentence that says what is wrong with it.
    """
    text = _as_written(text)
    spoken = SPOKEN.get(text.removeprefix("l’").replace(" ", ""))
    if spoken is not None:
        return timezone.localdate() + timedelta(days=spoken)
    found = next((there for way in WAYS if (there := way.fullmatch(text))), None)
    month = _month(found["m"]) if found else None
    if found is None or month is None:
        raise ValidationError(_what_is_missing(text), code="invalid")
    day = 1 if found["d"] == "primo" else int(found["d"])
    return _on_its_weekday(_in_the_calendar(day, month, _year(found["y"])), found)


def _as_written(text: str) -> str:
    """Without what nobody sees, and the full stop that a telephone adds; «ì» as one letter, which
    a page may write as two."""
    whole = unicodedata.normalize("NFC", text)
    seen = "".join(sign for sign in whole if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split()).lower().replace("'", "’").rstrip(" .,;")


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
    if 1000 <= year < EARLIEST.year:
        sentence = f"L’anno {year} è troppo lontano: qui si parte dal {EARLIEST.year}."
        raise ValidationError(sentence, code="year")
    if not EARLIEST.year <= year <= date.max.year:
        sentence = f"L’anno {year} non può essere giusto: scrivilo con quattro cifre."
        raise ValidationError(sentence, code="year")
    try:
        return date(year, month, day)
    except ValueError:
        name = f"{before(day, 'Il')}{day} {MONTHS[month - 1]}"
        sentence = f"{name} {year} non c’è nel calendario: controlla il giorno."
        raise ValidationError(sentence, code="invalid") from None


def _on_its_weekday(day: date, found: re.Match) -> date:
    """Who also wrote which weekday it was, and another one, has the number or the year wrong."""
    begun = found.groupdict().get("w")
    name = WEEKDAYS[day.weekday()]
    if begun and not name.startswith(begun):
        sentence = f"{in_words(day, 'Il')} è {name}: controlla la data."
        raise ValidationError(sentence, code="invalid")
    return day


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


class DayFormField(forms.DateField):
    """A day, past or to come."""

    def to_python(self, value):
        return (
            day_in(value) if isinstance(value, str) and value.strip() else super().to_python(value)
        )


class PastDayFormField(DayFormField):
    default_validators = [is_past]


class PastDayField(models.DateField):
    """A day that has been: when something was bought, or last verified."""

    default_validators = [is_past]

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PastDayFormField} | kwargs)
