"""By the clock, to the moderators who want it: one letter for many items, never one an item."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from guides.mail import can_be_written_to
from guides.moderation.item import QueueItem
from guides.moderation.preferences import ModerationSettings, ModeratorPreferences
from guides.queue import emails

QUIET = timedelta(days=1)  # between two alarms to the same moderator
FIRST_LOOK = timedelta(hours=1)  # what the first digest looks back at


@task()
def send_digests() -> int:
    """Tell what arrived since the last digest; return how many letters."""
    now = timezone.now()
    wanting = _reachable(ModeratorPreferences.objects.filter(wants_digest=True))
    return sum(_digest(preferences, now) for preferences in wanting)


@task()
def send_alarms() -> int:
    """Tell that something waits for more hours than the settings allow; return how many letters."""
    now, hours = timezone.now(), ModerationSettings.current().alarm_hours
    overdue = QueueItem.objects.waiting_since(now - timedelta(hours=hours)).oldest_first()
    if not overdue.exists():
        return 0
    wanting = _reachable(ModeratorPreferences.objects.filter(wants_alarm=True))
    return sum(_alarm(preferences, overdue, hours, now) for preferences in wanting)


def _reachable(preferences) -> list[ModeratorPreferences]:
    """Those of people who still work here, may decide and have an address."""
    active = preferences.filter(user__is_active=True, user__is_staff=True).exclude(user__email="")
    return [
        one
        for one in active.select_related("user")
        if one.user.has_perm("guides.moderate_contribution") and can_be_written_to(one.user.email)
    ]


@transaction.atomic
def _digest(preferences: ModeratorPreferences, now: datetime) -> bool:
    since = preferences.digest_until or now - FIRST_LOOK
    arrived = QueueItem.objects.waiting().filter(submitted_at__gt=since, submitted_at__lte=now)
    if not arrived.exists() or not _is_ours(preferences, digest_until=now):
        return False
    emails.digest(preferences.user, arrived=arrived.oldest_first())
    return True


@transaction.atomic
def _alarm(preferences: ModeratorPreferences, overdue, hours: int, now: datetime) -> bool:
    if preferences.alarm_until and preferences.alarm_until > now:
        return False
    if not _is_ours(preferences, alarm_until=now + QUIET):
        return False
    emails.alarm(preferences.user, overdue=overdue, hours=hours)
    return True


def _is_ours(preferences: ModeratorPreferences, **mark: datetime) -> bool:
    """Set the mark if nobody did since we read it: of two workers one sends."""
    ((field, _),) = mark.items()
    before = getattr(preferences, field)
    rows = ModeratorPreferences.objects.filter(pk=preferences.pk)
    unchanged = rows.filter(**{field: before} if before else {f"{field}__isnull": True})
    return bool(unchanged.update(**mark))
