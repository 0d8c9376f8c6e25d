"""How often a network may send: counted in the database, so restarts and workers do not matter."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from guides.pages.once import found_or_made
from guides.spam.models import Attempt, AttemptQuerySet
from guides.spam.network import network_key

Limit = tuple[int, timedelta]  # so many sendings in so much time

OTHER = "other"  # an act that no room gave a limit of its own
_limits_of: dict[str, list[Limit]] = {
    OTHER: [(10, timedelta(minutes=10)), (60, timedelta(days=1))],
}
A_DAY = timedelta(days=1)
OVER_BUDGET = 3600  # seconds after which to try again: a day's budget frees itself little by little


@dataclass(frozen=True)
class Admission:
    """May this sending go on? If not, after how many seconds it may be tried again."""

    retry_after: int = 0

    @property
    def is_refused(self) -> bool:
        return self.retry_after > 0

    @property
    def sentence(self) -> str:
        minutes = math.ceil(self.retry_after / 60)
        wait = "un minuto" if minutes == 1 else f"{minutes} minuti"
        if minutes > 90:
            wait = f"{math.ceil(minutes / 60)} ore"
        return (
            "Dalla tua rete sono arrivati molti invii in poco tempo, perciò questo non è stato "
            f"registrato. Le tue parole sono ancora qui sotto: riprova tra {wait}."
        )


def admit(request: HttpRequest, *, act: str, submission_id: UUID, weight: int = 0) -> Admission:
    """Count a sending and say whether its network is within the limits of `act`.

    The row is written before counting, so workers that race see each other. The same submission
    sent twice is counted once, and a refused one is not counted at all. `weight` is the bytes of
    its files: a network and the whole site have a budget of them a day.
    """
    network = network_key(request)
    attempt, is_new = found_or_made(
        Attempt.objects,
        act=act,
        submission_id=submission_id,
        made={"network": network, "weight": weight},
    )
    if not is_new:
        return Admission()
    yesterday = network_key(request, day=timezone.localdate() - timedelta(days=1))
    earlier = Attempt.objects.filter(act=act).from_networks([network, yesterday])
    # Only older rows: of two that race for the last place, one is let in.
    wait = seconds_to_wait(earlier.filter(pk__lt=attempt.pk), _limits(act))
    if weight and _is_over_budget(attempt, earlier):
        wait = max(wait, OVER_BUDGET)
    if wait:
        attempt.delete()
    return Admission(wait)


def _is_over_budget(attempt: Attempt, of_its_network: AttemptQuerySet) -> bool:
    since = timezone.now() - A_DAY
    budgets = [
        (of_its_network, settings.UPLOADED_BYTES_A_NETWORK),
        (Attempt.objects.filter(act=attempt.act), settings.UPLOADED_BYTES_A_DAY),
    ]
    return any(
        sent.filter(at__gt=since, pk__lte=attempt.pk).weigh() > budget for sent, budget in budgets
    )


def limit(act: str, *limits: Limit) -> str:
    """Give an act its limits and return its name: each room does it for its own acts.

    Schools and offices share one address: be generous for what is quick, closer for what is long.
    """
    _limits_of[act] = list(limits)
    return act


def _limits(act: str) -> list[Limit]:
    limits = {**_limits_of, **getattr(settings, "PUBLIC_POST_LIMITS", {})}
    return limits.get(act, limits[OTHER])


def seconds_to_wait(earlier: AttemptQuerySet, limits: list[Limit]) -> int:
    """Until one more may follow the earlier ones; 0 when it may now."""
    now = timezone.now()
    waits = [0]
    for allowed, window in limits:
        moments = earlier.filter(at__gt=now - window).order_by("-at").values_list("at", flat=True)
        if frees := list(moments[allowed - 1 : allowed]):
            waits.append(_seconds(frees[0] + window, now))
    return max(waits)


def _seconds(until: datetime, now: datetime) -> int:
    return max(1, math.ceil((until - now).total_seconds()))
