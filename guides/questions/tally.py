"""Counting what is asked without making a search wait for a writer.

Counts gather in memory and one thread a worker writes them; a killed worker loses seconds of them.
"""

import logging
import threading
import time
from collections import Counter
from datetime import date

from django.db import DatabaseError, connections
from django.utils import timezone

from guides.questions.models import Counts, SearchQuestion

log = logging.getLogger(__name__)

MOST_WAITING = 2_000


class Tally:
    """The counts of this worker that are not written yet.

    `seconds` between two writings: the server sets it; None, as in tests and commands, writes at
    once.
    """

    def __init__(self) -> None:
        self.seconds: float | None = None
        self._waiting: Counter[tuple[date, str, str]] = Counter()
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None

    def asked(self, question: str, *, hits: int) -> None:
        self._note(question, asked=1, hits=hits, not_found=0 if hits else 1)

    def opened(self, question: str) -> None:
        self._note(question, opened=1)

    def write(self) -> None:
        """Write what waits; what the database refuses is lost, and said in the log."""
        with self._lock:
            waiting, self._waiting = self._waiting, Counter()
        days: dict[date, dict[str, dict[str, int]]] = {}
        for (day, question, name), times in waiting.items():
            days.setdefault(day, {}).setdefault(question, {})[name] = times
        try:
            for day, happened in days.items():
                counts = {question: Counts(**names) for question, names in happened.items()}
                SearchQuestion.objects.add_to_day(day, counts)
        except DatabaseError as error:
            log.warning("questions not counted: %s", type(error).__name__)

    def _note(self, question: str, **counts: int) -> None:
        if not question:
            return
        today = timezone.localdate()
        with self._lock:
            if len(self._waiting) < MOST_WAITING:
                self._waiting.update({(today, question, name): n for name, n in counts.items()})
        if self.seconds is None:
            self.write()
        elif self._writer is None:
            self._writer = threading.Thread(target=self._run, name="search-tally", daemon=True)
            self._writer.start()

    def _run(self) -> None:
        """Wait, write, end: the next question starts another thread."""
        time.sleep(self.seconds or 0)
        self._writer = None
        self.write()
        connections.close_all()


TALLY = Tally()
