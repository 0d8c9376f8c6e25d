from guides.moderation.decisions import Verb
from guides.moderation.reasons import Reason
from guides.moderation.states import State
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.lessons import NOTHING, teach


def reject(content, *, by, because: Reason, note: str = "", answer: str = "", seen=None):
    """Do not publish; its author reads why, and the `answer` to what they contested."""

    def already() -> bool:
        return content.state == State.REJECTED and not content.queue_item.flagged

    with acting(content, by=by, seen=seen, already=already) as act:
        if act is None:
            return None
        decision = act.record(
            Verb.REJECT, to=State.REJECTED, reason=because, note=note, answer=answer
        )
        teach(content, NOTHING)
        return decision
