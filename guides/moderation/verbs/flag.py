"""Putting aside for a second look, whatever the state, and taking it from there."""

from guides.moderation.decisions import Verb
from guides.moderation.exceptions import CannotDecide
from guides.moderation.states import State
from guides.moderation.verbs.core import acting


def flag(content, *, by=None, rule: str = "", note: str = "", seen=None):
    """Put it among the flagged ones until somebody decides; what is withdrawn cannot be."""

    def already() -> bool:
        return content.queue_item.flagged

    with acting(content, by=by, seen=seen, already=already, even_in_hand=True) as act:
        if act is None:
            return None
        if content.state == State.WITHDRAWN:
            raise CannotDecide("È ritirato: non c’è più niente da rivedere.")
        return act.record(Verb.FLAG, flagged=True, rule=rule, note=note)


def unflag(content, *, by, seen=None):
    """It was looked at, and stays as it is."""

    def already() -> bool:
        return not content.queue_item.flagged

    with acting(content, by=by, seen=seen, already=already) as act:
        return act and act.record(Verb.UNFLAG, flagged=False)
