"""The author of what was refused says that the decision is wrong: another moderator decides."""

from guides.moderation.contest import Contest
from guides.moderation.decisions import Agent, Verb
from guides.moderation.exceptions import CannotDecide, Overtaken
from guides.moderation.states import State
from guides.moderation.verbs.core import acting

TWICE = "Questa decisione è già stata contestata."


def contest(content, *, text: str) -> Contest:
    """Put it back among what waits, with its author's reasons; once for each decision.

    The same words sent twice are one contest. Raises CannotDecide for a second one, Overtaken
    when it is not refused.
    """
    with acting(content, agent=Agent.AUTHOR) as act:
        if (made := content.open_contest) and made.text == text:
            return made
        refusal = content.refusal
        if refusal is None:
            raise Overtaken(content.last_decision)
        if not content.can_be_contested:
            raise CannotDecide(TWICE)
        decision = act.record(Verb.CONTEST, to=State.WAITING)
        return Contest.objects.create(decision=decision, against=refusal, text=text)
