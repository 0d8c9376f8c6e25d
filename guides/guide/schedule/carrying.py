"""The moment has come. Done once, by whoever looks first: the worker, or the site itself.

Of two that look at once one finds it waiting: the condition is in the UPDATE. What cannot be done
is a state of its own, a letter, and a line at the desk.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db import DatabaseError, IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks import task

from guides.guide.schedule import emails
from guides.guide.schedule.models import Schedule
from guides.publishing.live_edition import CannotPublish

log = logging.getLogger(__name__)

LOOK = 15  # seconds between two looks of a process that serves the site
WITHDRAWN = "Nel frattempo qualcuno ha ritirato la guida."
UNKNOWN = "C’è stato un errore che non conosciamo: l’amministratore del sito lo trova nei registri."


@task()
def carry_out(schedule_id: int) -> str:
    """The task that waits for one schedule's moment."""
    schedule = Schedule.objects.due().filter(pk=schedule_id).first()
    return "done" if schedule and now_do(schedule) else "not due"


@task()
def carry_out_due() -> int:
    """Do all that is due; return how many. For what a worker that was down has missed."""
    return sum(now_do(schedule) for schedule in Schedule.objects.due().order_by("due_at", "pk"))


@transaction.atomic
def now_do(schedule: Schedule, *, by=None) -> bool:
    """Do what was scheduled; False when somebody did it, or took it back, before.

    Without `by` only once its moment has come; `by` somebody does it at once.
    """
    guides = type(schedule.guide).objects
    guide = guides.select_for_update(of=("self",)).get(pk=schedule.guide_id)
    mine = Schedule.objects.waiting() if by else Schedule.objects.due()
    done = {"state": Schedule.State.DONE, "ended_at": timezone.now(), "ended_by": by}
    if not mine.filter(pk=schedule.pk).update(**done):
        return False
    schedule.refresh_from_db()
    try:
        with transaction.atomic():
            _act(schedule, guide)
    except CannotPublish as refusal:
        _fail(schedule, " ".join(refusal.obstacles))
    except DatabaseError as error:
        if not isinstance(error, IntegrityError):
            raise  # busy or away: it still waits, and the next look is soon
        _fail(schedule, UNKNOWN)
    except Exception:
        log.exception("schedule %s failed", schedule.pk)
        _fail(schedule, UNKNOWN)
    return True


def _act(schedule: Schedule, guide) -> None:
    person = schedule.ended_by or schedule.asked_by
    if not schedule.publishes:
        if guide.is_public:  # else a person was quicker: what was wanted is so already
            guide.withdraw(by=person, because=schedule.because)
            write_down(guide, person, f"Ritirata come programmato: {schedule.because}")
        return
    if _was_withdrawn_meanwhile(schedule, guide):
        raise CannotPublish([WITHDRAWN])
    edition = guide.publish(
        by=person,
        note=schedule.note,
        internal_note=schedule.internal_note,
        kept=schedule.kept,
    )
    Schedule.objects.filter(pk=schedule.pk).update(edition=edition)
    write_down(guide, person, f"Pubblicata come programmato: {edition.number}ª edizione.")


def _was_withdrawn_meanwhile(schedule: Schedule, guide) -> bool:
    """By a person: one that was itself scheduled is part of the plan."""
    if guide.withdrawn_at is None or guide.withdrawn_at < schedule.asked_at:
        return False
    planned = guide.schedules.done().withdrawals().filter(ended_at__gte=schedule.asked_at)
    return not planned.exists()


def _fail(schedule: Schedule, trouble: str) -> None:
    Schedule.objects.filter(pk=schedule.pk).update(state=Schedule.State.FAILED, trouble=trouble)
    schedule.refresh_from_db()
    what = "pubblicata" if schedule.publishes else "ritirata"
    write_down(schedule.guide, schedule.asked_by, f"Non {what} come programmato. {trouble}")
    emails.failed(schedule)


def write_down(guide, person, words: str) -> None:
    """In its history at the desk, which has no line of nobody."""
    if person is None:
        return
    LogEntry.objects.create(
        user=person,
        content_type=get_content_type_for_model(guide),
        object_id=str(guide.pk),
        object_repr=str(guide)[:200],
        action_flag=CHANGE,
        change_message=words,
    )


class SchedulesAtTheNextRequest:
    """Middleware: where no worker runs, a request carries out the schedules that are due."""

    looked_at = 0.0

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if settings.LOOKS_FOR_WHAT_IS_DUE and time.monotonic() > type(self).looked_at + LOOK:
            type(self).looked_at = time.monotonic()
            look()
        return self.get_response(request)


class Watch(threading.Thread):
    """The same, of a process that serves: pages kept on disk are asked of nobody."""

    def __init__(self) -> None:
        super().__init__(name="schedules", daemon=True)

    def run(self) -> None:
        while True:
            time.sleep(LOOK)
            close_old_connections()
            look()
            connection.close()


_others: list[Callable[[], None]] = []


def register(look: Callable[[], None]) -> None:
    """Register a callback for each look; rooms with schedules of their own call it."""
    _others.append(look)


def look() -> None:
    """Do what is due; a trouble is for the log, never for the reader who asked for a page."""
    try:
        if Schedule.objects.due().exists():
            carry_out_due.call()
        for other in _others:
            other()
    except DatabaseError as error:
        log.warning("schedules not read: %s", type(error).__name__)
