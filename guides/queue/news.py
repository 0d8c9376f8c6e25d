"""What changed in the queue since the page was opened: how many wait, who has what in hand."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import time_format

from guides.moderation.decisions import Decision, name_of
from guides.moderation.item import QueueItem

GONE = "Non c’è più: è stata cancellata."


def news_of(states: dict[int, str]) -> dict[int, str]:
    """A sentence for each item that a colleague has in hand or has decided, "" for the others.

    `states` are the items of the page with the state they were shown in.
    """
    items = QueueItem.objects.filter(pk__in=states).select_related("claimed_by").in_bulk()
    moved = [pk for pk, item in items.items() if item.state != states[pk]]
    decided = _last_decisions(moved) if moved else {}
    return {pk: decided.get(pk) or in_hand(items.get(pk)) for pk in states}


def in_hand(item: QueueItem | None) -> str:
    """ "In mano a Bea fino alle 12:30", "" when it is nobody's."""
    if item is None:
        return GONE
    claimer = item.claimer
    if not claimer:
        return ""
    until = time_format(timezone.localtime(item.claimed_until), "H:i")
    return f"In mano a {name_of(claimer)} fino alle {until}"


def _last_decisions(moved: Iterable[int]) -> dict[int, str]:
    acts = Decision.objects.filter(item__in=moved).about_state().select_related("reason")
    return {act.item_id: f"Nel frattempo: {act.sentence}" for act in acts.order_by("id")}
