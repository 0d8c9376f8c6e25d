"""What the worker does by the clock: `settings.TIMETABLE`, dotted task -> how often."""

import logging
import threading
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from guides.mail.models import Appointment
from guides.pages.once import found_or_made

log = logging.getLogger(__name__)

TICK = 15  # seconds between two looks at the clock


def run_due_tasks(now: datetime | None = None) -> list[str]:
    """Queue the tasks that are due; return their names. Of several workers only one queues each."""
    now = now or timezone.now()
    return [path for path, every in settings.TIMETABLE.items() if _is_ours(path, now, now + every)]


@transaction.atomic
def _is_ours(path: str, now: datetime, next_time: datetime) -> bool:
    found_or_made(Appointment.objects.all(), task=path, made={"due_at": now})
    due = Appointment.objects.filter(task=path, due_at__lte=now)
    if not due.update(due_at=next_time):
        return False
    import_string(path).enqueue()
    return True


class Clock(threading.Thread):
    """Looks at the timetable for as long as its worker lives."""

    def __init__(self) -> None:
        super().__init__(name="timetable", daemon=True)
        self.stopped = threading.Event()

    def run(self) -> None:
        while True:
            self._look()
            if self.stopped.wait(TICK):
                return

    def _look(self) -> None:
        close_old_connections()
        try:
            run_due_tasks()
        except DatabaseError as error:  # busy or restarting: the next look is soon
            log.warning("timetable not read: %s", type(error).__name__)
