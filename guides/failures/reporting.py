"""What a process met, on its way to the groups: a thread writes it, so that nobody waits.

Groups gather in memory first. While the database is away they stay there, a bounded number of
them; nothing is tried in the request, and a failure to report is never itself reported.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.db import Error, connections

from guides.failures.models import Failure

log = logging.getLogger(__name__)

PAUSE = 2.0  # seconds in which a burst gathers
PATIENCE = 30.0  # and after the database did not answer
MOST_GROUPS = 100  # in memory: kinds of errors at places of our code


@dataclass
class Occurrences:
    what: str
    where: str
    number: str
    times: int = 0


class Reports:
    """The groups of this process that are not written yet."""

    def __init__(self) -> None:
        self.waiting: dict[str, Occurrences] = {}
        self.lock = threading.Lock()
        self.wake = threading.Event()

    def note(self, *, what: str, where: str, number: str = "") -> None:
        """One error. Never raises, asks no database."""
        key = sha256(f"{what}\n{where}".encode()).hexdigest()
        with self.lock:
            if key not in self.waiting and len(self.waiting) >= MOST_GROUPS:
                return
            group = self.waiting.setdefault(key, Occurrences(what, where, number))
            group.times += 1
        self.wake.set()

    def write(self) -> bool:
        """Whether all of it is in the database, and told if it is due."""
        with self.lock:
            waiting, self.waiting = self.waiting, {}
        try:
            while waiting:
                key, one = next(iter(waiting.items()))
                seen = {"what": one.what, "where": one.where, "number": one.number}
                Failure.objects.note(key=key, times=one.times, **seen)
                del waiting[key]
            Failure.objects.tell()
            return True
        except Error as trouble:
            log.warning("errors not reported yet: %s", type(trouble).__name__)
            self._take_back(waiting)
            return False

    def _take_back(self, waiting: dict[str, Occurrences]) -> None:
        with self.lock:
            for key, one in waiting.items():
                if (there := self.waiting.setdefault(key, one)) is not one:
                    there.times += one.times

    def run(self, sleep: Callable[[float], object]) -> None:
        while True:
            self.wake.wait()
            sleep(PAUSE)
            self.wake.clear()
            is_written = self.write()
            connections.close_all()
            if not is_written:
                sleep(PATIENCE)
                self.wake.set()
