"""What was not published, and the two ways back that its author has."""

from guides.moderation.contest import Contest
from guides.moderation.decisions import AGAIN, DECIDING, Agent, Decision, Verb, undone
from guides.moderation.files import told
from guides.moderation.originals import Original
from guides.moderation.states import State


class Refusable:
    """Knows by what decision it is not public, and what its author did about it."""

    @property
    def refusal(self) -> Decision | None:
        """What a moderator decided against it, None while it is not refused."""
        if self.state not in (State.REJECTED, State.WITHDRAWN):
            return None
        decisions = list(self.queue_item.decisions.select_related("reason"))
        gone = undone(decisions)
        standing = [d for d in decisions if d.verb in (*DECIDING, *AGAIN) and d.pk not in gone]
        last = standing[-1] if standing else None
        return last if last and last.agent == Agent.MODERATOR else None

    @property
    def is_refused(self) -> bool:
        return self.refusal is not None

    @property
    def last_contest(self) -> Contest | None:
        return Contest.objects.about(self.queue_item_id).order_by("pk").last()

    @property
    def open_contest(self) -> Contest | None:
        return Contest.objects.about(self.queue_item_id).waiting().last()

    @property
    def can_be_contested(self) -> bool:
        """Once a decision, and not what another moderator confirmed after a contest."""
        refusal = self.refusal
        return bool(refusal) and not (_settled_a_contest(refusal) or _is_contested(refusal))

    def held_contests(self) -> list[dict]:
        """What its author contested, ready for JSON."""
        contests = Contest.objects.about(self.queue_item_id)
        return list(contests.order_by("pk").values("text", "made_at", "answer"))

    def held_originals(self) -> list[dict]:
        """Texts that were replaced or had words omitted and are still kept, ready for JSON."""
        kept = Original.objects.about(self.queue_item_id).exclude(text="").order_by("pk")
        return [{"text": told(each), "kept_at": each.kept_at} for each in kept]

    @property
    def came_back(self) -> Decision | None:
        """The last time its author sent it again or contested, while that waits for a moderator."""
        if self.state not in (State.WAITING, State.SPAM):
            return None
        return self.queue_item.decisions.filter(verb__in=AGAIN).last()


def _settled_a_contest(decision: Decision) -> bool:
    return Contest.objects.filter(settled_by=decision).exists()


def _is_contested(decision: Decision) -> bool:
    return Contest.objects.filter(against=decision).exists()


def refusal_before(decisions: list[Decision], moment: Decision) -> Decision | None:
    """What a moderator had decided before its author came back, of all the decisions about it."""
    earlier = (d for d in reversed(decisions) if d.pk < moment.pk)
    against = (Verb.REJECT, Verb.WITHDRAW)
    return next((d for d in earlier if d.verb in against and d.agent == Agent.MODERATOR), None)
