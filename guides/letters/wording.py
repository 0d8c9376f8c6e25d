"""An answer, a fact or a last day in the words of a letter: each kind has its formats."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from guides.glossary.models import Datum, Kind
from guides.letters.plain import without_greeting
from guides.text.dates import in_words
from guides.text.numbers import in_figures

Format = tuple[str, Callable[[Any], str]]  # what it is, how it is made

DAYS: dict[str, Format] = {
    "giorno": ("3 dicembre 2026", in_words),
    "il": ("il 3 dicembre 2026", lambda day: in_words(day, "il")),
    "del": ("del 3 dicembre 2026", lambda day: in_words(day, "del")),
    "dal": ("dal 3 dicembre 2026", lambda day: in_words(day, "dal")),
    "al": ("al 3 dicembre 2026", lambda day: in_words(day, "al")),
    "cifre": ("3/12/2026", lambda day: f"{day.day}/{day.month}/{day.year}"),
}
FORMATS: dict[Kind, dict[str, Format]] = {
    Kind.DATE: DAYS,
    Kind.MONEY: {
        "euro": ("con la parola", lambda amount: f"{in_figures(amount)} euro"),
        "simbolo": ("con il segno", lambda amount: f"{in_figures(amount)} €"),
    },
    Kind.CHOICE: {
        "parole": ("come si sceglie", str),
        "minuscolo": ("con l’iniziale minuscola", lambda words: words[:1].lower() + words[1:]),
    },
    Kind.YES_NO: {"parole": ("sì o no", lambda words: words.lower())},
    Kind.SHORT: {"parole": ("come è scritto", str)},
    Kind.LONG: {"parole": ("come è scritto", without_greeting)},
}


def formats_of(datum: Datum) -> dict[str, Format]:
    return FORMATS[Kind(datum.kind)]


def said(datum: Datum, value: date | Decimal | str, format: str) -> str:
    """Raises KeyError for a format that its kind has not."""
    formats = formats_of(datum)
    _, how = formats[format or next(iter(formats))]
    return how(dict(datum.answers).get(value, value) if isinstance(value, str) else value)


def day_said(day: date, format: str) -> str:
    return DAYS[format or "giorno"][1](day)
