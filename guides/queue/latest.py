"""«Ultime decisioni»: what moderators did, the newest first, one press of a button a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth import get_user_model

from guides.moderation.decisions import Agent, Decision, Verb, name_of
from guides.queue.queue import contents_of
from guides.queue.rows import Row

A_PAGE = 50  # decisions
CHOICES = [Verb.APPROVE, Verb.REJECT, Verb.SPAM, Verb.WITHDRAW, Verb.REDACT, Verb.UNDO]


@dataclass(frozen=True)
class Entry:
    """A decision, and what it was about while that is still here."""

    decision: Decision
    row: Row | None


def latest(*, moderator: int | None, verb: str, start: int | None) -> tuple[list[Entry], str]:
    """A page of what was decided, and where the next one begins ("" when there is none)."""
    found = Decision.objects.filter(agent=Agent.MODERATOR).order_by("-id")
    if moderator:
        found = found.filter(actor=moderator)
    if verb:
        found = found.filter(verb=verb)
    if start:
        found = found.filter(pk__lte=start)
    decisions = list(found.select_related("reason", "item")[: A_PAGE + 1])
    onward = str(decisions[A_PAGE].pk) if len(decisions) > A_PAGE else ""
    return _entries(decisions[:A_PAGE]), onward


def by_day(entries: Sequence[Entry]) -> list[tuple[object, list[Entry]]]:
    return [(day, list(those)) for day, those in groupby(entries, key=lambda e: e.decision.day)]


def _entries(decisions: list[Decision]) -> list[Entry]:
    items = {decision.item_id: decision.item for decision in decisions if decision.item}
    contents = contents_of(list(items.values()))
    rows = {pk: Row(items[pk], content) for pk, content in contents.items()}
    return [Entry(decision, rows.get(decision.item_id)) for decision in decisions]


def moderators() -> list[tuple[int, str]]:
    """Who may be asked for: the people of the desk, by name."""
    staff = get_user_model().objects.filter(is_staff=True)
    return sorted(((user.pk, name_of(user)) for user in staff), key=lambda pair: pair[1].lower())
