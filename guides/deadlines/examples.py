"""Dates in and out, written by an editor: all must come true before a rule is published."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl

from guides.deadlines.content import CannotCount, RuleContent
from guides.deadlines.counting import due
from guides.deadlines.feasts import SUNDAY
from guides.deadlines.lengths import end_in_the_calendar
from guides.deadlines.regimes import Regime
from guides.text.dates import in_words, with_weekday


class Given:
    """The answers of an example: "data-contratto=2026-06-19&visita-a-casa=si"."""

    def __init__(self, text: str) -> None:
        self.given = dict(parse_qsl(text.strip()))

    def value(self, key: str) -> Any:
        said = self.given.get(key)
        try:
            return date.fromisoformat(said) if said else None
        except ValueError:
            return said


def wrong_with(said: RuleContent, examples: Iterable) -> list[str]:
    """A sentence for each example that does not come true, and for each kind that is missing."""
    examples = list(examples)
    found = [wrong for example in examples if (wrong := _wrong_with_one(said, example))]
    return found or list(_missing(said, examples))


def _wrong_with_one(said: RuleContent, example) -> str:
    first = f"Esempio {in_words(example.start, 'del')}: hai scritto {in_words(example.end, 'il')}"
    if strangers := set(Given(example.answers).given) - set(said.asks):
        return f"{first}, e risponde a «{sorted(strangers)[0]}», che la scadenza non chiede."
    try:
        found = due(said, example.start, Given(example.answers))
    except CannotCount as why:
        return f"{first}, ma non si conta. {why}"
    if found.day == example.end:
        return ""
    return f"{first}, la regola dà {with_weekday(found.day)}."


def _missing(said: RuleContent, examples: list):
    counted = [(e, said.version_for(e.start, Given(e.answers))) for e in examples]
    spans = [(e.start, _bare(e.start, version)) for e, version in counted]
    is_bank = any(version.regime == Regime.BANK for version in said.versions)
    on_sunday = [
        s for s, end in spans if end.weekday() == SUNDAY or (is_bank and _has_a_sunday(s, end))
    ]
    if not on_sunday:
        yield "Fra gli esempi manca un termine che finisce di domenica."
    if not any(_has_a_leap_day(start, end) for start, end in spans):
        yield "Fra gli esempi manca un termine che passa per il 29 febbraio."
    if not any((start.month, start.day) == (1, 31) for start, _ in spans):
        yield "Fra gli esempi manca un termine che comincia il 31 gennaio."
    tried = {id(version) for _, version in counted}
    yield from (
        f"Nessun esempio prova «{version.how_long}» ({number}ª riga delle durate)."
        for number, version in enumerate(said.versions, start=1)
        if id(version) not in tried
    )


def _bare(start: date, version) -> date:
    return end_in_the_calendar(start, version.length, lambda day: day.weekday() == SUNDAY)


def _has_a_sunday(start: date, end: date) -> bool:
    return start + timedelta(days=6 - start.weekday()) <= end


def _has_a_leap_day(start: date, end: date) -> bool:
    years = range(start.year, min(end.year, start.year + 9) + 1)
    leap = [date(y, 2, 29) for y in years if y % 4 == 0 and (y % 100 or y % 400 == 0)]
    return any(start <= day <= end for day in leap)
