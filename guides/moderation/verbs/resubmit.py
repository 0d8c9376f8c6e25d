"""The author of what was refused corrects it and sends it again."""

from typing import Any

from guides.moderation.decisions import Agent, Decision, Verb
from guides.moderation.exceptions import Overtaken
from guides.moderation.files import listed_files
from guides.moderation.originals import Original
from guides.moderation.states import State
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.correct import mark_corrected
from guides.moderation.verbs.receive import apply_spam_verdict


def resubmit(content, *, verdict: dict, **words: Any) -> Decision | None:
    """Put it back among what waits, with its new words; moderators see the old ones beside them.

    None when this very sending was taken in before. Raises Overtaken when it is not refused.
    """

    def already() -> bool:
        is_same = all(getattr(content, field) == value for field, value in words.items())
        return content.came_back is not None and is_same

    with acting(content, agent=Agent.AUTHOR, already=already) as act:
        if act is None:
            return None
        if not content.is_refused:
            raise Overtaken(content.last_decision)
        before = {field: getattr(content, field) for field in content.own_words}
        decision = act.record(Verb.RESUBMIT, to=State.WAITING, words=words)
        Original.objects.about(content.queue_item_id).of_corrections().delete()
        Original.objects.record(decision, before | listed_files(content))
        mark_corrected(content)
        content.verdict = verdict
        content.save(update_fields=["verdict"])
        apply_spam_verdict(content)
        return decision
