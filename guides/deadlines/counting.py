"""The day by which, and how it was counted. Pure."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guides.deadlines.content import CannotCount, RuleContent, Version
from guides.deadlines.feasts import why_closed
from guides.deadlines.lengths import end_in_the_calendar, is_cut_short
from guides.deadlines.regimes import Regime, bare_end, readings
from guides.text.dates import MONTHS, with_weekday
from guides.text.dates import in_words as day_in_words

AUGUST = (
    "La sospensione di agosto vale solo per le cause davanti ai giudici: qui i giorni di agosto "
    "si contano come gli altri."
)


@dataclass(frozen=True)
class Due:
    """The earlier, safe day of the two readings, and how it was counted."""

    day: date
    version: Version
    start: date
    how: list[str] = field(default_factory=list)

    def is_past(self, today: date) -> bool:
        return self.day < today

    def days_left(self, today: date) -> int:
        return (self.day - today).days


def due(said: RuleContent, start: date, answers: Any = None) -> Due:
    """Raises CannotCount when no version of the rule holds, or the calendar ends before."""
    version = said.version_for(start, answers)
    regime, length = Regime(version.regime), version.length
    try:
        found = sorted(
            (count(start, length), n) for n, count in enumerate(readings(regime, length))
        )
        (day, chosen), (other, _) = found[0], found[-1]
        bare = bare_end(readings(regime, length)[chosen], start, length)
    except (OverflowError, ValueError):
        raise CannotCount("Questa data è troppo lontana: controlla l’anno.") from None
    how = [*_counted(version, start, day), *_moved(bare, day)]
    if other != day:
        how.append(f"{OTHER[regime]} sarebbe {with_weekday(other)}. {_advice(said)}")
    if _touches_august(start, day):
        how.append(AUGUST)
    return Due(day, version, start, how)


OTHER = {
    Regime.EU: "Per il regolamento europeo 1182/71, che sposta anche il sabato,",
    Regime.BANK: "Se contano il calendario fra le banche, che chiude anche il Venerdì santo,",
    Regime.CIVIL_CODE: "Per chi non conta il sabato fra i giorni lavorativi",
}


def _advice(said: RuleContent) -> str:
    if said.is_theirs:
        return "Prima di dire che sono in ritardo, aspetta anche quello."
    return "Non contarci: la data sicura è la prima."


def _counted(version: Version, start: date, day: date) -> list[str]:
    first = day_in_words(start, "Il")
    said = [f"{first} non si conta: si parte dal giorno dopo, per {version.how_long}."]
    if is_cut_short(start, version.length):
        end = end_in_the_calendar(start, version.length)
        month = f"{MONTHS[end.month - 1]} {end.year}"
        said.append(
            f"A {month} il giorno {start.day} non c’è: vale l’ultimo del mese, il {end.day}."
        )
    return said


def _moved(bare: date, day: date) -> list[str]:
    if bare == day:
        return []
    why = why_closed(bare) or "lascerebbe troppo pochi giorni lavorativi"
    return [f"{day_in_words(bare, 'Il')} {why}: il termine passa a {with_weekday(day)}."]


def _touches_august(start: date, end: date) -> bool:
    first = date(start.year + (start.month > 8), 8, 1)
    return first <= end and (end - start).days <= 400
