"""How long decisions take here: measured, and told to those who wait."""

from datetime import timedelta
from statistics import median

from django.utils import timezone

from guides.moderation.decisions import Agent, Decision, Verb
from guides.moderation.states import State

READ = 1000  # the newest acts of moderators: one range of an index
FEWEST = 5  # decisions: of fewer a median says nothing
DECIDED = (Verb.APPROVE, Verb.REJECT)


def usual_wait() -> timedelta | None:
    """The median of the last 30 days from arrival to a person's decision; None when too few."""
    since = timezone.now() - timedelta(days=30)
    newest = Decision.objects.filter(agent=Agent.MODERATOR).order_by("-id")[:READ]
    read = newest.values_list("verb", "from_state", "at", "item__submitted_at")
    waits = [
        at - arrived
        for verb, left, at, arrived in read
        if verb in DECIDED and left == State.WAITING and at >= since and arrived and arrived <= at
    ]
    return median(waits) if len(waits) >= FEWEST else None


def in_plain_words(wait: timedelta) -> str:
    """ "un’ora", "6 ore", "un giorno", "3 giorni": rounded up, as a promise is kept."""
    hours = -(-wait // timedelta(hours=1)) or 1
    if hours <= 36:
        return "un’ora" if hours == 1 else f"{hours} ore"
    return f"{-(-wait // timedelta(days=1))} giorni"
