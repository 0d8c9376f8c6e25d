"""Counting which answers are given, without following anyone and without making a page wait.

An answer is a form's address that always comes here, and leads to a page that is kept on disk: so
each answer is seen though most pages are not. How many open the first page is not known. Counts
gather in memory and one thread a worker writes them; a killed worker loses seconds of them.
"""

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import DatabaseError, connection, connections, models
from django.http import HttpRequest
from django.utils import timezone

from guides.privacy import retention
from guides.solver.graph import Step
from guides.spam.origin import same_site

log = logging.getLogger(__name__)

MOST_WAITING = 2_000
RECENT = timedelta(days=90)
KEPT_FOR = timedelta(days=400)
ROBOT = re.compile(r"bot|crawl|spider|slurp|^$", re.IGNORECASE)


def is_a_readers(request: HttpRequest) -> bool:
    """Somebody chose an answer on a page of ours: no robot, no page fetched in advance."""
    comes_from_us = request.headers.get("Sec-Fetch-Site") == "same-origin" or (
        "Referer" in request.headers and same_site(request)
    )
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    is_a_robot = ROBOT.search(request.headers.get("User-Agent", ""))
    return request.method == "GET" and comes_from_us and not is_ahead and not is_a_robot


class FlowDayQuerySet(models.QuerySet):
    def recent(self):
        return self.filter(day__gt=timezone.localdate() - RECENT)

    def older_than(self, day: date):
        return self.filter(day__lt=day)

    def times(self, flow) -> dict[tuple[str, str], int]:
        """How often each (question, answer) of a way was chosen of late."""
        rows = self.recent().filter(flow=flow).values_list("question", "answer")
        return {(q, a): times for q, a, times in rows.annotate(models.Sum("times")).order_by()}


class FlowDay(models.Model):
    """How often one answer of a guided way was given on one day: by nobody in particular."""

    flow = models.ForeignKey("guides.Flow", models.CASCADE, related_name="days")
    day = models.DateField(db_index=True)
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=60)
    times = models.PositiveIntegerField(default=0)

    objects = FlowDayQuerySet.as_manager()

    class Meta:
        verbose_name = "risposte di un giorno"
        verbose_name_plural = "risposte di ogni giorno"
        constraints = [
            models.UniqueConstraint(
                fields=["flow", "day", "question", "answer"], name="flow_day_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}={self.answer}, {self.day}: {self.times}"


class Tally:
    """The answers of this worker that are not written yet.

    `seconds` between two writings: the server sets it; None, as in tests and commands, writes at
    once.
    """

    def __init__(self) -> None:
        self.seconds: float | None = None
        self._waiting: Counter[tuple[int, date, str, str]] = Counter()
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None

    def answered(self, flow: int, steps: Iterable[Step]) -> None:
        today = timezone.localdate()
        given = [(flow, today, step.question.key, step.answer.key) for step in steps]
        with self._lock:
            if len(self._waiting) < MOST_WAITING:
                self._waiting.update(given)
        if self.seconds is None:
            self.write()
        elif self._writer is None:
            self._writer = threading.Thread(target=self._run, name="flow-tally", daemon=True)
            self._writer.start()

    def write(self) -> None:
        """Write what waits; what the database refuses is lost, and said in the log."""
        with self._lock:
            waiting, self._waiting = self._waiting, Counter()
        try:
            _add(sorted((*key, times) for key, times in waiting.items()))
        except DatabaseError as error:
            log.warning("answers not counted: %s", type(error).__name__)

    def _run(self) -> None:
        """Wait, write, end: the next answer starts another thread."""
        time.sleep(self.seconds or 0)
        self._writer = None
        self.write()
        connections.close_all()


def _add(rows: list[tuple]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO guides_flowday (flow_id, day, question, answer, times) "
            "VALUES (%s, %s, %s, %s, %s) ON CONFLICT (flow_id, day, question, answer) "
            "DO UPDATE SET times = guides_flowday.times + excluded.times",
            rows,
        )


TALLY = Tally()

retention.register(
    retention.Expiry(
        "risposte contate nei percorsi guidati",
        lambda terms, now: FlowDay.objects.older_than(timezone.localdate(now) - KEPT_FOR),
    )
)
