"""Which backups stay: one a day for some days, one a week for some weeks. The newest always."""

import shutil
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from guides.archive.exceptions import in_words
from guides.backup.manifest import NAMED, good_ones

WEEKS = 4


def to_keep(moments: Iterable[datetime], *, days: int, weeks: int = WEEKS) -> set[datetime]:
    """Of each of the last days and weeks that have one, the newest. Pure."""
    newest_first = sorted(moments, reverse=True)
    a_day: dict[date, datetime] = {}
    a_week: dict[tuple[int, int], datetime] = {}
    for moment in newest_first:
        a_day.setdefault(moment.date(), moment)
        a_week.setdefault(moment.isocalendar()[:2], moment)
    return {*newest_first[:1], *islice(a_day.values(), days), *islice(a_week.values(), weeks)}


def rotate(folder: Path, *, days: int) -> list[Path]:
    """Delete those whose time is over; which they were."""
    there = {datetime.strptime(place.name, NAMED): place for place in good_ones(folder)}
    gone = [there[moment] for moment in sorted(there.keys() - to_keep(there, days=days))]
    with in_words(undone="La copia nuova c’è, quelle vecchie non sono state tolte tutte."):
        for place in gone:
            shutil.rmtree(place)
    return gone
