from typing import Any

from guides.moderation.decisions import Agent, Verb
from guides.moderation.exceptions import Overtaken
from guides.moderation.originals import Original
from guides.moderation.states import State
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.correct import mark_corrected


def revise(content, *, verdict: dict | None = None, seen: int | None = None, **words: Any) -> None:
    """The author changes the words while it waits. Raises Overtaken once it was decided."""
    seen = content.version if seen is None else seen
    with acting(content, agent=Agent.AUTHOR, seen=seen) as act:
        if content.state not in (State.WAITING, State.SPAM):
            raise Overtaken(content.last_decision)
        Original.objects.about(content.queue_item_id).of_corrections().delete()
        act.record(Verb.REVISE, words=words)
        mark_corrected(content)
        if verdict is not None:
            content.verdict = verdict
            content.save(update_fields=["verdict"])
