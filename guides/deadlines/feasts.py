"""The days on which a term cannot end. Pure."""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from dateutil.easter import easter

SATURDAY, SUNDAY = 5, 6


@lru_cache(maxsize=256)
def feasts_of(year: int) -> dict[date, str]:
    """Italy's own by law, each with its name: 4 October is one since 2026."""
    return dict(holidays.country_holidays("IT", years=year, language="it_IT"))


def is_feast(day: date) -> bool:
    """A Sunday, or a feast by law: not a Saturday."""
    return day.weekday() == SUNDAY or day in feasts_of(day.year)


def is_weekend_or_feast(day: date) -> bool:
    return day.weekday() == SATURDAY or is_feast(day)


def is_closed_between_banks(day: date) -> bool:
    """Also Good Friday, when banks do not pay one another (TARGET)."""
    return is_weekend_or_feast(day) or day == easter(day.year) - timedelta(days=2)


def why_closed(day: date) -> str:
    """ "è domenica", "è festivo (Natale)", "è sabato"; "" for a day like any other."""
    if day in feasts_of(day.year) and day.weekday() != SUNDAY:
        name = feasts_of(day.year)[day].partition(";")[0].replace("'", "’")
        return f"è festivo ({name})"
    if is_closed_between_banks(day) and day.weekday() < SATURDAY:
        return "è Venerdì santo"
    return {SATURDAY: "è sabato", SUNDAY: "è domenica"}.get(day.weekday(), "")
