"""The one door of every act: nothing is changed that was not locked, checked and written down."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from guides.moderation.contest import ALONE, is_alone
from guides.moderation.decisions import AGAIN, Agent, Decision, Verb, name_of
from guides.moderation.exceptions import CannotDecide, Overtaken
from guides.moderation.states import State
from guides.moderation.verbs.lessons import NOTHING, teach
from guides.moderation.verbs.noted import note_act
from guides.moderation.verbs.together import this_act
from guides.pages.models import purge

# Nothing changed of what a moderator reads: whose hand it is in is checked by itself.
UNSEEN = {Verb.RECEIVE, Verb.CLAIM, Verb.RELEASE}
GONE = "Non c’è più: chi l’aveva scritto l’ha cancellato, o il suo termine è passato."


@contextmanager
def acting(
    content,
    *,
    by=None,
    agent: Agent | None = None,
    seen: int | None = None,
    already: Callable[[], bool] | None = None,
    even_in_hand: bool = False,
    even_changed: bool = False,
) -> Iterator["Act | None"]:
    """Take the row for one transaction, bring `content` up to date, refuse what may not be done.

    Yields None when `already()` holds on the fresh row: it was done before. An author's own acts
    always pass, whatever a moderator is doing, unless they say which version was `seen`. What a
    colleague has in hand is theirs, `even_in_hand` for acts that take nothing from them; and what
    changed since is not acted upon, `even_changed` for acts that say nothing of its words.
    """
    agent = agent or (Agent.MODERATOR if by else Agent.RULE)
    if seen is None and agent != Agent.AUTHOR and not even_changed:
        seen = content.version
    with transaction.atomic():
        lock(content)
        if already and already():
            yield None
            return
        _refuse(content, agent=agent, seen=seen)
        if by and not even_in_hand:
            _leave_to_who_has_it(content, by=by)
            _leave_to_another(content, by=by)
        yield Act(content, by=by, agent=agent)


def lock(content) -> None:
    """Take its row until the transaction ends; bring what acts write up to date."""
    rows = type(content)._base_manager.select_for_update(of=("self",))
    current = rows.select_related("queue_item__claimed_by").filter(pk=content.pk).first()
    if current is None:
        raise CannotDecide(GONE)
    for field in {*content.KEPT_BY_VERBS, *content.redactable, "author_name"}:
        setattr(content, field, getattr(current, field))


class Act:
    """An act that may be done: the row is held, and is what the actor saw."""

    def __init__(self, content, *, by, agent: Agent) -> None:
        self.content, self.by, self.agent = content, by, agent

    def record(
        self,
        verb: Verb,
        *,
        to: str | None = None,
        flagged: bool | None = None,
        words: dict[str, str] | None = None,
        answer: str = "",
        **why,
    ) -> Decision:
        """Keep the Decision with what was seen, then change state, flag and words as it says.

        Entering a state answers a flag, unless `flagged` says otherwise; a moderator's decision on
        what is contested settles it, with an `answer` to its author.
        """
        content, left = self.content, self.content.state
        contest = content.open_contest if self.by and to else None
        if contest and contest.was_decided_first_by(self.by):
            why["note"] = ALONE
        decision = self._write_down(verb=verb, from_state=left, to_state=to or left, **why)
        if contest:
            contest.settle(decision, answer=answer)
        self._change(
            to=to,
            flagged=bool(flagged) if to else flagged,
            words=words or {},
            is_sent_again=verb in AGAIN,
        )
        if verb not in UNSEEN:
            content.raise_version([*(words or {}), *(["state", "decided_at"] if to else [])])
        self._call_hooks(left, decision)
        return decision

    def _write_down(self, **what_and_why) -> Decision:
        item = self.content.queue_item
        return item.decisions.create(
            kind=item.kind,
            agent=self.agent,
            actor=self.by,
            actor_name=name_of(self.by),
            text_hash=self.content.text_hash,
            was_flagged=item.flagged,
            act=this_act(),
            **what_and_why,
        )

    def _change(
        self, *, to: str | None, flagged: bool | None, words: dict[str, str], is_sent_again: bool
    ) -> None:
        content, item, now = self.content, self.content.queue_item, timezone.now()
        if words:
            self._put(words)
        if to and to != content.state:
            content.state = to
            content.decided_at = None if to == State.WAITING else now
            item.move(to=to, at=now, is_sent_again=is_sent_again)
        if flagged is not None and flagged != item.flagged:
            item.flagged = flagged
            item.save(update_fields=["flagged"])

    def _put(self, words: dict[str, str]) -> None:
        """What the spam guard learned of the old words, it learns of the new ones."""
        lesson = self.content.queue_item.lesson
        teach(self.content, NOTHING)
        for field, text in words.items():
            setattr(self.content, field, text)
        teach(self.content, lesson)

    def _call_hooks(self, left: str, decision: Decision) -> None:
        """The pages that showed it forget it; the room hears what happened."""
        content = self.content
        note_act(content, left, decision)
        if State.APPROVED in (left, content.state):
            purge(*content.changed_tags())
        if left == State.APPROVED and content.state != State.APPROVED:
            content.on_unpublished(decision)
        if decision.verb == Verb.UNDO:
            content.on_undone(decision)
        elif content.state == State.APPROVED and left != State.APPROVED:
            content.on_approved(decision)
        elif decision.verb == Verb.REJECT:
            content.on_rejected(decision)
        elif decision.verb in AGAIN:
            content.on_came_back(decision)


def _refuse(content, *, agent: Agent, seen: int | None) -> None:
    if seen is not None and content.version != seen:
        raise Overtaken(content.last_change)
    if agent == Agent.AUTHOR:
        return
    if content.was_withdrawn_by_its_author:
        raise CannotDecide("Chi l’ha scritto lo ha ritirato: non si può più decidere.")
    if content.is_forgotten:
        raise CannotDecide("Il testo non c’è più: il suo termine è passato.")


def _leave_to_who_has_it(content, *, by) -> None:
    claimer = content.queue_item.claimer
    if claimer and claimer != by:
        raise CannotDecide(f"Se ne sta occupando {name_of(claimer)}. Non ho cambiato nulla.")


def _leave_to_another(content, *, by) -> None:
    """Who refused it does not judge their own decision, unless there is nobody else."""
    contest = content.last_contest
    if not (contest and contest.was_decided_first_by(by)) or is_alone(by):
        return
    if contest.is_open:
        raise CannotDecide(
            "L’autore contesta la tua decisione: tocca a un’altra persona. Non ho cambiato nulla."
        )
    last = content.queue_item.decisions.about_state().last()
    if last and last.pk == contest.settled_by_id:
        raise CannotDecide(
            f"Era contestata la tua decisione e ha deciso {last.who}: parlane insieme. "
            "Non ho cambiato nulla."
        )
