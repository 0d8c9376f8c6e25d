"""The verbs that move a contribution from a state to another, and back."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from guides.caching.models import forget
from guides.moderation.decisions import Agent, Decision, Reason, Verb, last_undoable, name_of
from guides.moderation.originals import Original
from guides.moderation.states import State
from guides.spam.lessons import learn, unlearn

SPAM, GOOD = "spam", "good"
LESSONS = {State.SPAM: SPAM, State.APPROVED: GOOD}


class CannotDecide(Exception):
    """The act was not done; the message is an Italian sentence for the moderator."""


class Overtaken(CannotDecide):
    """Somebody was faster: `decision` is what they did (None when the author changed it)."""

    def __init__(self, decision: Decision | None) -> None:
        self.decision = decision
        super().__init__(
            f"Nel frattempo: {decision.sentence}. Non ho cambiato nulla."
            if decision
            else "Nel frattempo è cambiato. Non ho cambiato nulla."
        )


class Deciding:
    """Each verb is one transaction (state and Decision) and does nothing the second time.

    `seen` is the version the moderator was looking at (the row's own when left out). Verbs
    return the Decision, or None when there was nothing to do. Raise Overtaken when somebody else
    was faster and CannotDecide when a colleague has it in hand or the author has withdrawn it.
    """

    def approve(self, *, by, because: Reason | None = None, rule: str = "", seen=None):
        """Publish. With `by=None` a rule does, and `rule` says which."""
        return self._decide(
            Verb.APPROVE, to=State.APPROVED, by=by, reason=because, rule=rule, seen=seen
        )

    @transaction.atomic
    def approve_and_answer(self, *, by, text: str, seen=None):
        """Publish it, if it is not yet, with the newsroom's answer under it; both or neither."""
        seen = self.version if seen is None else seen
        decision = self.approve(by=by, seen=seen)
        if decision is None and self.version != seen:
            raise Overtaken(self.last_decision)
        self.publish_answer(by=by, text=text)
        self._save_as_seen([])  # a second click sees that it was answered
        return decision

    def reject(self, *, by, because: Reason, note: str = "", seen=None):
        return self._decide(
            Verb.REJECT, to=State.REJECTED, by=by, reason=because, note=note, seen=seen
        )

    def mark_spam(self, *, by, rule: str = "", seen=None):
        return self._decide(Verb.SPAM, to=State.SPAM, by=by, rule=rule, seen=seen)

    def withdraw(self, *, by=None, note: str = "", seen=None):
        """Take it down for good. With `by=None` the author does, and nobody can undo that."""
        agent = Agent.MODERATOR if by else Agent.AUTHOR
        return self._decide(
            Verb.WITHDRAW, to=State.WITHDRAWN, by=by, agent=agent, note=note, seen=seen
        )

    @transaction.atomic
    def undo(self, *, by, seen=None):
        """Take back the last act of moderators or rules, for 30 days; None when there is none."""
        self._lock(by=by, seen=seen)
        undone = self.last_undoable
        if undone is None:
            return None
        left = self.state
        self._restore_originals(undone)
        self._enter(undone.from_state)
        self._flag(undone.was_flagged)
        self._teach("")
        decision = self._record(Verb.UNDO, left=left, by=by, undoes=undone)
        self._tell(left, decision)
        return decision

    @property
    def last_undoable(self) -> Decision | None:
        """What `undo` would take back; the author's own acts stand."""
        if self._was_withdrawn_by_its_author:
            return None
        last = last_undoable(list(self.queue_item.decisions.all()))
        is_final = last and last.verb == Verb.REDACT and not last.originals.exists()
        return None if is_final else last

    def _decide(
        self, verb: Verb, *, to: State, by, agent: Agent | None = None, seen=None, **why: Any
    ) -> Decision | None:
        with transaction.atomic():
            fresh = self._lock(by=by, seen=seen, to=to)
            if not fresh:
                return None
            left, was_flagged = self.state, self.queue_item.flagged
            self._enter(to)
            decision = self._record(
                verb, left=left, was_flagged=was_flagged, by=by, agent=agent, **why
            )
            if by:
                self._teach(LESSONS.get(to, ""))
            self._tell(left, decision)
            return decision

    def _teach(self, lesson: str) -> None:
        """Tell the spam guard what a moderator thinks of these words, instead of before."""
        item, words = self.queue_item, f"{self.queue_title}\n{self.queue_text}"
        if lesson == item.lesson:
            return
        if item.lesson:
            unlearn(words, is_spam=item.lesson == SPAM)
        if lesson:
            learn(words, is_spam=lesson == SPAM)
        item.lesson = lesson
        item.save(update_fields=["lesson"])

    def _lock(self, *, by, seen: int | None, to: State | None = None) -> bool:
        """Take the row for this transaction and bring self up to date.

        False when it is in state `to` already. Raises when it is not what the actor saw.
        """
        seen = self.version if seen is None else seen
        rows = type(self)._base_manager.select_for_update(of=("self",))
        current = rows.select_related("queue_item").get(pk=self.pk)
        if to and current.state == to and not current.queue_item.flagged:
            self._follow(current)
            return False
        if current.version != seen:
            raise Overtaken(current.last_decision)
        if current._was_withdrawn_by_its_author:
            raise CannotDecide("Chi l’ha scritto lo ha ritirato: non si può più decidere.")
        claimer = current.queue_item.claimer
        if by and claimer and claimer != by:
            raise CannotDecide(f"Se ne sta occupando {name_of(claimer)}. Non ho cambiato nulla.")
        self._follow(current)
        return True

    def _follow(self, current) -> None:
        for field in (*self.KEPT_BY_VERBS, *self.redactable):
            setattr(self, field, getattr(current, field))

    def _enter(self, to: str) -> None:
        if to != self.state:
            now = timezone.now()
            self.state = to
            self.decided_at = None if to == State.WAITING else now
            self.queue_item.move(to=to, at=now)
        elif self.queue_item.flagged:
            self._flag(False)
        self._save_as_seen(["state", "decided_at"])

    def _flag(self, flagged: bool) -> None:
        self.queue_item.flagged = flagged
        self.queue_item.save(update_fields=["flagged"])

    def _save_as_seen(self, fields: list[str]) -> None:
        """Save those fields under a new version: who looks at the old one has to look again."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])

    def _tell(self, left: str, decision: Decision) -> None:
        if State.APPROVED in (left, self.state):
            forget(*self.changed_tags())
        if left == State.APPROVED and self.state != State.APPROVED:
            self.on_unpublished(decision)
        if decision.verb == Verb.UNDO:
            self.on_undone(decision)
        elif self.state == State.APPROVED and left != State.APPROVED:
            self.on_approved(decision)
        elif self.state == State.REJECTED:
            self.on_rejected(decision)

    def _restore_originals(self, undone: Decision) -> None:
        originals = list(Original.objects.filter(decision=undone))
        for original in originals:
            setattr(self, original.field, original.text)
        if originals:
            self.save(update_fields=[original.field for original in originals])
            Original.objects.filter(decision=undone).delete()
            self.on_changed()
