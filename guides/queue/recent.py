"""«Ultime decisioni»: what people decided last, one line an act, and what undoes it."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from guides.moderation.decisions import UNDOABLE, Agent, Decision, Verb
from guides.moderation.item import QueueItem

MOST = 50  # acts on a page
READ = 400  # decisions read to fill it: a big bulk act takes the place of many
SHOWN = [*UNDOABLE, Verb.UNDO, Verb.ASK]


@dataclass(frozen=True)
class RecentAct:
    """One act: its decisions that were read (the newest first) and how many it has in all."""

    decisions: list[Decision]
    number: int
    standing: list[Decision]  # those that can be taken back by now

    @property
    def act(self) -> UUID | None:
        """What undoing.undo_act takes; None when content.undo() is the way."""
        return self.decisions[0].act

    @property
    def newest(self) -> Decision:
        return self.decisions[0]

    @property
    def can_be_undone(self) -> bool:
        return bool(self.standing)

    @property
    def items(self) -> list[QueueItem]:
        """What it was about, for queue.contents_of(); without what was erased since."""
        return [decision.item for decision in self.decisions if decision.item]


def recent_acts(*, by=None, before: int | None = None) -> list[RecentAct]:
    """What people did last (or one of them), the newest first: three queries.

    `before` is the id of a decision: `acts[-1].decisions[-1].pk` gives the next page.
    """
    decisions = _newest(by=by, before=before)
    together: dict[object, list[Decision]] = defaultdict(list)
    for decision in decisions:
        together[decision.act or decision.pk].append(decision)
    gone = Decision.objects.taken_back(decisions)
    numbers = _numbers([act for act in together if isinstance(act, UUID)])
    return [
        RecentAct(
            mine,
            numbers.get(act, 1) if isinstance(act, UUID) else 1,
            [d for d in mine if _stands(d, gone)],
        )
        for act, mine in list(together.items())[:MOST]
    ]


def _newest(*, by, before: int | None) -> list[Decision]:
    found = Decision.objects.filter(agent=Agent.MODERATOR, verb__in=SHOWN)
    if by:
        found = found.filter(actor=by)
    if before:
        found = found.filter(pk__lt=before)
    return list(found.select_related("item", "reason").order_by("-pk")[:READ])


def _numbers(acts: list[UUID]) -> dict[UUID, int]:
    mine = Decision.objects.filter(act__in=acts, agent=Agent.MODERATOR, verb__in=SHOWN)
    return dict(mine.order_by().values("act").annotate(n=Count("pk")).values_list("act", "n"))


def _stands(decision: Decision, gone: set[int]) -> bool:
    return bool(decision.item_id and decision.can_be_undone and decision.pk not in gone)
