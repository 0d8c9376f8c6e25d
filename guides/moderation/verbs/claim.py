"""Taking in hand for a while, so that two colleagues do not read the same thing."""

from datetime import timedelta

from django.utils import timezone

from guides.moderation.decisions import Verb
from guides.moderation.preferences import ModerationSettings
from guides.moderation.verbs.core import acting


def claim(content, *, by):
    """Take it in hand for a while. Raises CannotDecide when a colleague has it."""

    def already() -> bool:
        return content.queue_item.claimer == by

    with acting(content, by=by, already=already, even_changed=True) as act:
        if act is None:
            return None
        minutes = ModerationSettings.current().claim_minutes
        _give(content.queue_item, to=by, until=timezone.now() + timedelta(minutes=minutes))
        return act.record(Verb.CLAIM)


def release(content, *, by):
    """Give it back to everybody; a colleague may do it too, and that is written down."""

    def already() -> bool:
        return not content.queue_item.claimer

    with acting(content, by=by, already=already, even_in_hand=True, even_changed=True) as act:
        if act is None:
            return None
        _give(content.queue_item, to=None, until=None)
        return act.record(Verb.RELEASE)


def _give(item, *, to, until) -> None:
    item.claimed_by, item.claimed_until = to, until
    item.save(update_fields=["claimed_by", "claimed_until"])
