"""What the queue is searched by: plain tokens of words and of facts. Pure.

A token of a fact begins with an underscore, which no word holds: `_author_gattoner`, `_kind_story`,
`_day_20261126`. Both sides, what is kept and what is asked, are made here.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from guides.text.folded import fold

WORD = re.compile(r"[^\W_]+")
LONGEST = 40  # letters of a token: PostgreSQL takes no endless one
SHORTEST_STEM = 3
ENDING = re.compile(r"(?<=[cg])h?[aeio]+$|[aeiou]+$")
FIRST_YEAR = 2000


def stem(word: str) -> str:
    """Without the vowels it ends with, so that «bolletta» is found by «bollette»."""
    short = ENDING.sub("", word)
    return (short if len(short) >= SHORTEST_STEM else word)[:LONGEST]


def words_of(text: str) -> list[str]:
    """The stems of a text, each once, in their order."""
    return list(dict.fromkeys(stem(word) for word in WORD.findall(fold(text))))


def fact(name: str, value: object) -> str:
    return f"_{name}_{value}"


def facts(name: str, text: str) -> list[str]:
    """The words of a name as tokens of their own kind: of an author, of a company."""
    return [fact(name, word) for word in words_of(text)]


def of_day(day: date) -> list[str]:
    """A day is found by itself, by its month and by its year."""
    return [
        fact("day", f"{day:%Y%m%d}"),
        fact("month", f"{day:%Y%m}"),
        fact("year", f"{day:%Y}"),
    ]


def between(first: date | None, last: date, /) -> list[str]:
    """The fewest tokens that together stand for every day from the first to the last."""
    first = max(first or date(FIRST_YEAR, 1, 1), date(FIRST_YEAR, 1, 1))
    return list(_spans(first, last))


def _spans(day: date, last: date) -> Iterator[str]:
    while day <= last:
        by_day, by_month, by_year = of_day(day)
        next_year = date(day.year + 1, 1, 1)
        next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        if (day.month, day.day) == (1, 1) and next_year - timedelta(days=1) <= last:
            day, found = next_year, by_year
        elif day.day == 1 and next_month - timedelta(days=1) <= last:
            day, found = next_month, by_month
        else:
            day, found = day + timedelta(days=1), by_day
        yield found


def together(tokens: Iterable[str]) -> str:
    """As they are kept: each once, a space between two."""
    return " ".join(dict.fromkeys(tokens))
