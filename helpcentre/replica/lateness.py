"""How far behind the copy is: where the database stood at a moment, and when the copy got there.

Nothing is written for it, and a database where nobody writes makes no copy late. Each process
looks for itself; one that cannot look any more finds the copy late by itself.
"""

import logging
import threading
import time
from collections import deque
from contextlib import suppress

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, close_old_connections, connections

from guides.pages.models import PurgedTags
from helpcentre.replica import ALIAS

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # seconds
NEVER = float("-inf")
POSITION = (
    "SELECT pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
    " ELSE pg_current_wal_lsn() END, '0/0')"
)


class Lateness:
    """Of one process: the last moment whose database the copy is known to hold."""

    def __init__(self) -> None:
        self.as_of = NEVER
        self.seen: deque[tuple[float, int]] = deque(maxlen=600)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.as_of

    def is_in_time(self) -> bool:
        return self.seconds <= settings.REPLICA_LATE

    def look(self) -> None:
        """Raises the databases' errors; whichever does not answer, the copy grows late."""
        self.seen.append((time.monotonic(), position(DEFAULT_DB_ALIAS)))
        there = position(ALIAS)
        for moment, stood in reversed(self.seen):
            if stood <= there:
                self.as_of = max(self.as_of, moment)
                return

    def gone(self) -> None:
        """It did not answer, or not what was asked: nobody asks it before it is looked at again."""
        self.as_of = NEVER


def position(alias: str) -> int:
    """How far a database has come, in bytes of its log; with SQLite, in changes told to pages."""
    if connections[alias].vendor != "postgresql":
        rows = PurgedTags.objects.using(alias).order_by("-pk").values_list("pk", flat=True)
        return rows.first() or 0
    with connections[alias].cursor() as cursor:
        cursor.execute(POSITION)
        return int(cursor.fetchone()[0] or 0)


LATENESS = Lateness()


class Watch(threading.Thread):
    """Looks once a second as long as its process lives."""

    def __init__(self) -> None:
        super().__init__(name="replica", daemon=True)
        self.stopped = threading.Event()

    def run(self) -> None:
        was_in_time = said = None  # each is said once
        while not self.stopped.wait(LOOK_EVERY):
            try:
                close_old_connections()
                LATENESS.look()
                said = None
            except Error as trouble:
                LATENESS.gone()
                if said is not type(trouble):
                    log.warning("replica: not looked at: %s", type(trouble).__name__)
                said = type(trouble)
                for alias in (ALIAS, DEFAULT_DB_ALIAS):
                    with suppress(Error):
                        connections[alias].close()
            if LATENESS.is_in_time() != was_in_time:
                was_in_time = LATENESS.is_in_time()
                log.info("replica: %s", "read" if was_in_time else "late or gone, not read")


def start() -> None:
    """In a worker that is born, when there is a copy."""
    if ALIAS in settings.DATABASES:
        Watch().start()
