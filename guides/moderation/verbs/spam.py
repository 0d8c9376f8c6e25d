from guides.moderation.decisions import Verb
from guides.moderation.states import State
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.lessons import SPAM, teach


def mark_spam(content, *, by, rule: str = "", seen=None):
    """Put it among the spam; its author is not told. With `by=None` a rule does."""

    def already() -> bool:
        return content.state == State.SPAM and not content.queue_item.flagged

    with acting(content, by=by, seen=seen, already=already) as act:
        if act is None:
            return None
        decision = act.record(Verb.SPAM, to=State.SPAM, rule=rule)
        if by:
            teach(content, SPAM)
        return decision
