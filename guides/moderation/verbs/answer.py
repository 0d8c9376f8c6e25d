"""The newsroom answers under what a reader wrote, in public; what waits is published with it."""

from guides.moderation.decisions import Decision, Verb
from guides.moderation.exceptions import CannotDecide
from guides.moderation.verbs.approve import approve
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.together import within_one_act


def approve_and_answer(content, *, by, text: str, seen=None) -> Decision:
    """Publish it, if it is not yet, and the answer under it; both or neither, and one act.

    The same answer given again is refused: it is public already.
    """
    if not content.can_be_answered:
        raise CannotDecide("Qui non si può rispondere in pubblico.")
    with within_one_act(), acting(content, by=by, seen=seen) as act:
        approved = approve(content, by=by)
        if content.publish_answer(by=by, text=text) is None:
            raise CannotDecide("Questa risposta è già pubblicata.")
        answered = act.record(Verb.REPLY)
        return approved or answered
