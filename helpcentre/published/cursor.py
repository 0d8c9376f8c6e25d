"""How far the changes were read. Pure.

Numbers are drawn in order but appear in the order of commits, so "all up to the newest" would
miss a slow transaction. The numbers skipped on the way are remembered until they appear, or until
no transaction can still be that old.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

LONGEST_TRANSACTION = 3600.0  # seconds
MOST_GAPS = 5000


class Lost(Exception):
    """What happened since cannot be told: everything kept has to go."""


@dataclass(frozen=True)
class Cursor:
    newest: int
    # The moment written in the newest row: another row under its number is another database.
    newest_at: str
    # number skipped -> seconds since 1970 when it was first missed
    gaps: dict[int, float] = field(default_factory=dict)

    def unread(self, rows: Iterable[tuple[int, str]]) -> set[int]:
        """The numbers not read before, of rows (number, moment). Raises Lost."""
        rows = list(rows)
        if (self.newest, self.newest_at) not in rows:
            raise Lost
        return {number for number, _ in rows if number > self.newest or number in self.gaps}

    def advanced(self, rows: Iterable[tuple[int, str]], *, now: float) -> "Cursor":
        """The cursor after those rows. Raises Lost when too many numbers are missing."""
        moments = dict(rows)
        newest = max(moments)
        gaps = {
            number: since
            for number, since in self.gaps.items()
            if number not in moments and now - since < LONGEST_TRANSACTION
        }
        if newest - self.newest - len(moments) > MOST_GAPS:
            raise Lost
        skipped = (n for n in range(self.newest + 1, newest) if n not in moments)
        gaps |= dict.fromkeys(skipped, now)
        if len(gaps) > MOST_GAPS:
            raise Lost
        return Cursor(newest, moments[newest], gaps)

    def dumps(self) -> str:
        return json.dumps([self.newest, self.newest_at, self.gaps])

    @classmethod
    def loads(cls, text: str) -> "Cursor":
        """Raises ValueError for what dumps() never wrote."""
        try:
            newest, newest_at, gaps = json.loads(text)
            gaps = {int(number): float(since) for number, since in gaps.items()}
        except (TypeError, AttributeError, RecursionError) as damaged:
            raise ValueError("not a cursor") from damaged
        if type(newest) is not int or not isinstance(newest_at, str):
            raise ValueError("not a cursor")
        return cls(newest, newest_at, gaps)
