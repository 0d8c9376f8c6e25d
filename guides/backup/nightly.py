"""Every night at an hour, by a process that stays: compose's service `backup`."""

import logging
import time
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as Hour

from django.db import connection
from django.utils import timezone

from guides.backup.exceptions import Refused
from guides.backup.models import last_good_backup
from guides.backup.work import OLD

log = logging.getLogger(__name__)

AGAIN = timedelta(hours=1)  # after one that failed


def clock(typed: str) -> Hour:
    try:
        return datetime.strptime(typed, "%H:%M").time()
    except ValueError:
        raise ArgumentTypeError("scrivi un’ora, per esempio 03:30") from None


def next_one(now: datetime, hour: Hour) -> datetime:
    """The next time that it is that hour here."""
    here = timezone.localtime(now)
    today = here.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return today if today > here else today + timedelta(days=1)


def keep_making(
    hour: Hour, make: Callable[[], None], *, say: Callable[[str], object], sleep=time.sleep
) -> None:
    """For ever; at once when the last good one is old, an hour later when one could not be made."""
    due = _first(timezone.now(), hour)
    while True:
        connection.close()  # a night is long, and the server may be restarted
        say(f"La prossima copia: {timezone.localtime(due):%d.%m.%Y, %H:%M}.")
        while (left := (due - timezone.now()).total_seconds()) > 0:
            sleep(min(left, 60))  # a clock that jumps is heeded
        due = _made_or_later(make, hour)


def _first(now: datetime, hour: Hour) -> datetime:
    last = last_good_backup()
    return now if last is None or now - last > OLD else next_one(now, hour)


def _made_or_later(make: Callable[[], None], hour: Hour) -> datetime:
    try:
        make()
    except Refused as why:
        log.error("backup not made: %s", why)
        return timezone.now() + AGAIN
    return next_one(timezone.now(), hour)
