"""Taking down for good: by its author, or by the newsroom."""

from guides.moderation.decisions import Agent, Verb
from guides.moderation.states import State
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.lessons import NOTHING, teach


def withdraw(content, *, by=None, note: str = "", seen=None):
    """Take it down. With `by=None` the author does: that always passes, and nobody undoes it."""

    def already() -> bool:
        if by:
            return content.state == State.WITHDRAWN
        return content.was_withdrawn_by_its_author

    agent = Agent.MODERATOR if by else Agent.AUTHOR
    with acting(content, by=by, agent=agent, seen=seen, already=already) as act:
        if act is None:
            return None
        decision = act.record(Verb.WITHDRAW, to=State.WITHDRAWN, note=note)
        if by:
            teach(content, NOTHING)
        return decision
