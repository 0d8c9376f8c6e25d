"""What the queue shows of something that its author sent again, or contests."""

from copy import copy
from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe

from guides.moderation.contest import Contest
from guides.moderation.decisions import AGAIN, DECIDING, Decision, Verb, undone
from guides.moderation.files import FIELD, changed_files
from guides.moderation.moderated import Moderated
from guides.moderation.refused import refusal_before
from guides.text.word_diff import new_side, old_side, word_diff


@dataclass(frozen=True)
class ComingBack:
    """An author's answer to a refusal, that nobody has decided on yet."""

    content: Moderated
    decision: Decision  # the author's
    refusal: Decision | None  # the moderator's, that it answers

    @property
    def contest(self) -> Contest | None:
        return getattr(self.decision, "contest", None)

    @property
    def is_compared(self) -> bool:
        """False for a contest, and once the old words went at the end of their term."""
        return bool(self.decision.verb == Verb.RESUBMIT and self.decision.originals.all())

    @property
    def is_same_text(self) -> bool:
        return self._before == self._now

    @property
    def shows_words(self) -> bool:
        """True when its words stand side by side with the old ones."""
        return self.is_compared and not self.is_same_text

    @cached_property
    def sides(self) -> tuple[SafeString, SafeString]:
        """The old text and the new one as HTML, the words that went and came marked."""
        parts = word_diff(self._before, self._now)
        return mark_safe(old_side(parts)), mark_safe(new_side(parts))  # noqa: S308 - escaped there

    @property
    def _now(self) -> str:
        return _whole(self.content)

    @cached_property
    def _before(self) -> str:
        old = copy(self.content)
        for field, text in self._originals.items():
            if field != FIELD:
                setattr(old, field, text)
        return _whole(old)

    @cached_property
    def _originals(self) -> dict[str, str]:
        return {original.field: original.text for original in self.decision.originals.all()}

    @cached_property
    def files(self) -> dict[str, list[str]]:
        """The names of the files that its author took away and of those that came."""
        if FIELD not in self._originals:
            return {}
        went, came = changed_files(self.content, self._originals[FIELD])
        return {"went": went, "came": came}


def coming_back(content: Moderated, decisions: list[Decision]) -> ComingBack | None:
    """The last answer of an author that waits for a decision, of all the decisions about it."""
    gone = undone(decisions)
    acts = (d for d in reversed(decisions) if d.verb in (*DECIDING, *AGAIN) and d.pk not in gone)
    last = next(acts, None)
    if last is None or last.verb not in AGAIN:
        return None
    return ComingBack(content, last, refusal_before(decisions, last))


def with_what_came_back(decisions: list[Decision]) -> list[Decision]:
    """The same, having read together what answers to refusals hold: two queries at most."""
    sent_again = [d for d in decisions if d.verb == Verb.RESUBMIT]
    contested = [d for d in decisions if d.verb == Verb.CONTEST]
    if sent_again:
        prefetch_related_objects(sent_again, "originals")
    if contested:
        prefetch_related_objects(contested, "contest")
    return decisions


def _whole(content: Moderated) -> str:
    return "\n\n".join(filter(None, [content.queue_title, content.queue_text]))
