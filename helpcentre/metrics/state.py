"""What waits, what is late, what room is left. A few indexed questions each time it is asked."""

import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.models import Sum
from django.utils import timezone
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from guides.backup.models import last_good_backup
from guides.failures.models import Failure
from guides.mail.models import Appointment, Letter
from guides.moderation.item import QueueItem
from guides.questions.models import QuestionDay
from helpcentre.published import counting, trust
from helpcentre.published.current import current_store

MINUTE = "guides.mail.delivery.rescue"  # what the worker puts off each minute, while it lives


def gauge(name: str, says: str, number: float) -> Metric:
    return GaugeMetricFamily(f"helpcentre_{name}", says, value=number)


def of_the_machine() -> Iterator[Metric]:
    free = shutil.disk_usage(settings.DATA_DIR).free
    yield gauge("disk_free_bytes", "Room left on the disk of DATA_DIR", free)
    if not settings.KEEPS_PAGES:
        return
    store = current_store()
    figures = counting.total(store.root)
    for name in ("hits", "misses"):
        says = f"Kept pages: {name}, those that nginx serves itself apart"
        yield CounterMetricFamily(f"helpcentre_store_{name}", says, value=figures[name])
    pages, size = store.tally()
    yield gauge("store_pages", "Pages kept, at most", pages)
    yield gauge("store_bytes", "Their bytes, at most", size)
    yield gauge("store_trusted", "0 while the folder cannot be changed", not trust.is_lost())
    unread = time.time() - store.checked_at()
    yield gauge("changes_read_age_seconds", "Since the changes were last read", unread)


def of_the_database() -> list[Metric]:
    """All of it, or only that the database does not answer."""
    try:
        found = [*_waiting(), *_asked(), *_lived()]
    except Error:
        connection.close()
        return [gauge("database_up", "Whether the database answers", 0)]
    return [*found, gauge("database_up", "Whether the database answers", 1)]


def _waiting() -> Iterator[Metric]:
    now, waiting = timezone.now(), QueueItem.objects.waiting()
    oldest = waiting.oldest_first().values_list("submitted_at", flat=True).first()
    yield gauge("queue_items", "What waits for a moderator", waiting.count())
    yield gauge("queue_oldest_age_seconds", "Since the oldest of it came", _age(oldest, now))
    unsent = Letter.objects.unsent()
    first = unsent.order_by("written_at").values_list("written_at", flat=True).first()
    late = Letter.objects.overdue(since=now - timedelta(minutes=10)).count()
    refused = Letter.objects.refused_since(now - timedelta(days=1)).count()
    yield gauge("mail_waiting", "Letters not sent yet", unsent.count())
    yield gauge("mail_oldest_age_seconds", "Since the oldest of them was written", _age(first, now))
    yield gauge("mail_late", "Letters that should have been tried ten minutes ago", late)
    yield gauge("mail_refused_a_day", "Letters given up in the last day", refused)


def _asked() -> Iterator[Metric]:
    today = QuestionDay.objects.filter(day=timezone.localdate())
    sums = today.aggregate(asked=Sum("asked"), not_found=Sum("not_found"))
    yield gauge("searches_today", "Searches since midnight", sums["asked"] or 0)
    yield gauge("searches_missed_today", "Those that found nothing", sums["not_found"] or 0)


def _lived() -> Iterator[Metric]:
    """-1 where there never was one: an alert must tell that from fresh."""
    now = timezone.now()
    due = Appointment.objects.filter(task=MINUTE).values_list("due_at", flat=True).first()
    seen = due - settings.TIMETABLE[MINUTE] if due else None
    failed = Failure.objects.filter(last_at__gte=now - timedelta(days=1)).count()
    yield gauge("failures_a_day", "Groups of errors that happened in the last day", failed)
    yield gauge("worker_age_seconds", "Since the worker gave a sign of life", _age(seen, now, -1))
    made = last_good_backup()
    yield gauge("backup_age_seconds", "Since the last good backup", _age(made, now, -1))


def _age(moment: datetime | None, now: datetime, otherwise: float = 0) -> float:
    return max((now - moment).total_seconds(), 0) if moment else otherwise
