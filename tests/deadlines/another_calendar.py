"""A calendar kept apart from the site's: Easter by the paschal moon, days walked one by one.

Nothing of `guides` is imported: it is what the regimes are held against.
"""

from datetime import date, timedelta

FIXED = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}
NEXT = timedelta(days=1)


def easter(year: int) -> date:
    """Anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def is_feast(day: date) -> bool:
    moon = easter(day.year)
    is_francis = day.year >= 2026 and (day.month, day.day) == (10, 4)
    is_moving = day in (moon, moon + NEXT)
    return day.isoweekday() == 7 or (day.month, day.day) in FIXED or is_francis or is_moving


def is_idle(day: date) -> bool:
    return is_feast(day) or day.isoweekday() == 6


def last_day(start: date, number: int, unit: str, idle=is_idle) -> date:
    """The days are named one after the other; a month ends before the next one begins."""
    if unit in ("mesi", "anni"):
        wanted = start.year * 12 + start.month + number * (12 if unit == "anni" else 1)
        day = start
        while day.year * 12 + day.month < wanted:
            day += NEXT
        while day.day < start.day and (day + NEXT).month == day.month:
            day += NEXT
        return day
    day, left = start, number
    while left:
        day += NEXT
        left -= 0 if unit == "lavorativi" and idle(day) else 1
    return day


def cc2963(start: date, number: int, unit: str) -> date:
    day = last_day(start, number, unit, is_feast)
    while is_feast(day):
        day += NEXT
    return day


def eu1182(start: date, number: int, unit: str) -> date:
    day = last_day(start, number, unit)
    least = 1 if number == 1 and unit in ("giorni", "lavorativi") else 2
    while True:
        span = [start + timedelta(days=n) for n in range(1, (day - start).days + 1)]
        if not is_idle(day) and sum(not is_idle(one) for one in span) >= least:
            return day
        day += NEXT


def bank(start: date, number: int, unit: str) -> date:
    return last_day(start, number, unit)


def plain(start: date, number: int, unit: str) -> date:
    return last_day(start, number, unit)
