from guides.moderation.decisions import Verb
from guides.moderation.reasons import Reason
from guides.moderation.states import State
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.lessons import GOOD, teach


def approve(content, *, by, because: Reason | None = None, rule: str = "", seen=None):
    """Publish; what is flagged stays public. With `by=None` a rule does, and `rule` says which."""

    def already() -> bool:
        return content.state == State.APPROVED and not content.queue_item.flagged

    with acting(content, by=by, seen=seen, already=already) as act:
        if act is None:
            return None
        decision = act.record(Verb.APPROVE, to=State.APPROVED, reason=because, rule=rule)
        if by:
            teach(content, GOOD)
        return decision
