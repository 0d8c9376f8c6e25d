"""Taking back the last act of moderators or rules, for 30 days."""

from guides.moderation.contest import Contest
from guides.moderation.decisions import AGAIN, DECIDING, WORDS_ONLY, Decision, Verb
from guides.moderation.exceptions import CannotDecide
from guides.moderation.originals import Original
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.correct import mark_corrected
from guides.moderation.verbs.lessons import NOTHING, teach


def undo(content, *, by, seen=None, only: Decision | None = None):
    """Take back the last act; None when there is none. With `only`, that one or none at all."""
    with acting(content, by=by, seen=seen) as act:
        last = content.last_undoable
        if only and last != only:
            raise CannotDecide(why_not(content, only))
        if last is None:
            return None
        item, words = content.queue_item, Original.objects.words_of(last)
        flagged = item.flagged if last.verb in WORDS_ONLY else last.was_flagged
        if last.verb in DECIDING:
            teach(content, NOTHING)
        decision = act.record(
            Verb.UNDO, to=last.from_state, flagged=flagged, words=words, undoes=last
        )
        Original.objects.filter(decision=last).delete()
        Contest.objects.reopen(last)
        if last.verb == Verb.CORRECT:
            mark_corrected(content)
        if words:
            content.on_changed()
        if last.verb == Verb.REPLY:
            return _with_its_answer(content, last, by=by) or decision
        return decision


def _with_its_answer(content, reply: Decision, *, by) -> Decision | None:
    """The answer goes back too, and what was published with it in the same act."""
    published = Decision.objects.filter(act=reply.act, verb=Verb.APPROVE)
    for answer in published.exclude(item=content.queue_item).select_related("item"):
        undo(getattr(answer.item, answer.item.kind), by=by, only=answer)
    rest = content.last_undoable
    return undo(content, by=by, only=rest) if rest and rest.act == reply.act else None


def why_not(content, decision: Decision) -> str:
    """Why an act cannot be taken back, as a sentence for the moderator."""
    if Decision.objects.filter(undoes=decision).exists():
        return "Era già annullato."
    decisions = content.queue_item.decisions
    if back := decisions.filter(pk__gt=decision.pk, verb__in=AGAIN).last():
        return f"Poi è tornato a te: {back.sentence}. Decidi di nuovo, senza annullare."
    if later := decisions.undoable_after(decision):
        return f"Dopo c’è stato altro: {later.sentence}. Annulla prima quello."
    return "Non si può più annullare: sono passati più di 30 giorni."
