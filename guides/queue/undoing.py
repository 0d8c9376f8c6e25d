"""Taking back one act, on however many things it was: what can be goes back, the rest is named."""

import logging
from uuid import UUID

from django.contrib.auth import get_user_model
from django_tasks import task

from guides.moderation.blocks import Block
from guides.moderation.decisions import UNDOABLE, Agent, Decision
from guides.moderation.exceptions import CannotDecide
from guides.moderation.verbs.together import one_act
from guides.queue.act_result import ActResult, name_of_content
from guides.queue.queue import contents_of

log = logging.getLogger(__name__)

AT_ONCE = 200  # things taken back while the moderator waits; the worker does the others
ERASED = "Una voce non c’è più: chi l’aveva scritta l’ha cancellata."


def undo_act(act: UUID, *, by) -> ActResult:
    """Take back everything that one press of a button did, blocks too.

    What somebody has touched since, or is too old, stays: `refused` names it and says why.
    """
    outcome = ActResult()
    with one_act():
        lifted = Block.objects.of_act(act).in_force().lift(by=by)
        if lifted:
            outcome.said.append("Il blocco è tolto.")
        decisions = _standing(act)
        _undo_all(decisions[:AT_ONCE], outcome, by=by)
        if len(decisions) > AT_ONCE:
            outcome.said.append("Sono tante: le altre tornano indietro fra poco.")
            undo_the_rest.enqueue(str(act), decisions[AT_ONCE - 1].pk, by.pk)
    if not (decisions or lifted):
        outcome.said.append("Non c’era niente da annullare.")
    return outcome


@task()
def undo_the_rest(act: str, before: int, by_pk: int) -> int:
    """The same for what was decided before a decision; return how many were taken back."""
    by, outcome = get_user_model().objects.get(pk=by_pk), ActResult()
    with one_act():
        while decisions := _standing(UUID(act), before=before)[:AT_ONCE]:
            _undo_all(decisions, outcome, by=by)
            before = decisions[-1].pk
    return len(outcome.done)


def _standing(act: UUID, *, before: int | None = None) -> list[Decision]:
    """What people decided in one act and nobody took back, the last first."""
    mine = Decision.objects.filter(act=act, agent=Agent.MODERATOR, verb__in=UNDOABLE)
    if before is not None:
        mine = mine.filter(pk__lt=before)
    decisions = list(mine.select_related("item").order_by("-pk"))
    gone = Decision.objects.taken_back(decisions)
    return [decision for decision in decisions if decision.pk not in gone]


def _undo_all(decisions: list[Decision], outcome: ActResult, *, by) -> None:
    contents = contents_of([decision.item for decision in decisions if decision.item])
    for decision in decisions:
        content = contents.get(decision.item_id or 0)
        if content is None:
            outcome.refused.append(ERASED)
            continue
        if Decision.objects.filter(undoes=decision).exists():  # with what it answered
            continue
        try:
            done = content.undo(by=by, only=decision)
        except CannotDecide as refusal:
            log.info("not undone: item=%s: %s", content.queue_item_id, type(refusal).__name__)
            outcome.refused.append(f"{name_of_content(content)} {refusal}")
        else:
            outcome.done.append(done)
