"""A moment to come, as typed from a wall clock: "3 dicembre 2026 alle 9", 2026-12-03T09:00.

Twice a year the clock lies: one hour does not exist, another comes twice. Neither is guessed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone

from guides.text.dates import in_words
from guides.text.day_field import day_in

LONGEST = timedelta(days=731)
DAY_AND_HOUR = re.compile(
    r"(?P<day>.+?)(?:T|,?\s+(?:alle\s+(?:ore\s+)?|ore\s+|h\s*)?)(?P<h>\d{1,2})(?:[:.](?P<m>\d{2})(?::\d{2})?)?",
    re.IGNORECASE,
)
TO_COME = {"domani": 1, "dopodomani": 2}
EMPTY = "Scrivi il giorno e l’ora."
WITHOUT_HOUR = "Manca l’ora. Scrivi giorno e ora, per esempio 3/12/2026 9:00."
CHOOSE = "Scegli un’ora prima delle 2:00 o dalle 3:00 in poi."


@dataclass(frozen=True)
class Moment:
    """The same moment for the machine and on the wall: `at` is in UTC."""

    at: datetime
    wall: datetime  # naive
    zone: str


def moment_in(text: str) -> Moment:
    """The moment to come that a text names, on the clocks of the site's own zone.

    Raises ValidationError with a sentence: what cannot be read, hours that do not exist or come
    twice, what is past or very far.
    """
    text = " ".join(text.split())
    if not text:
        raise ValidationError(EMPTY, code="required")
    found = DAY_AND_HOUR.fullmatch(text)
    if found is None:
        raise ValidationError(WITHOUT_HOUR, code="invalid")
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if hour > 23 or minute > 59:
        raise ValidationError(f"L’ora {hour}:{minute:02} non esiste.", code="invalid")
    return on_the_wall(datetime.combine(_day(found["day"]), time(hour, minute)))


def on_the_wall(wall: datetime) -> Moment:
    """The moment at which the wall clock says so; see moment_in."""
    name = timezone.get_default_timezone_name()
    zone = ZoneInfo(name)
    early, late = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():
        raise ValidationError(_odd_hour(wall, exists=_exists(early)), code="odd")
    at = early.astimezone(UTC)
    if at <= timezone.now():
        sentence = "Questo momento è già passato: per farlo subito non serve programmare."
        raise ValidationError(sentence, code="past")
    if at > timezone.now() + LONGEST:
        raise ValidationError("È fra più di due anni: controlla l’anno.", code="far")
    return Moment(at, wall, name)


def _exists(moment: datetime) -> bool:
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(
        tzinfo=None
    )


def _odd_hour(wall: datetime, *, exists: bool) -> str:
    day, hour = in_words(wall.date(), "Il"), f"{wall.hour}:{wall:%M}"
    if exists:
        return (
            f"{day} le {hour} vengono due volte: finisce l’ora legale, e alle 3:00 l’orologio "
            f"torna alle 2:00. {CHOOSE}"
        )
    return (
        f"{day} le {hour} non esistono: comincia l’ora legale, e alle 2:00 l’orologio salta alle "
        f"3:00. {CHOOSE}"
    )


def _day(text: str):
    if (days := TO_COME.get(text.lower())) is not None:
        return timezone.localdate() + timedelta(days=days)
    return day_in(text)
