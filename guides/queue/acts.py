"""From a pressed button to a verb: one item or many, each in a transaction of its own."""

import logging
import re
from collections.abc import Callable
from uuid import UUID

from guides.moderation.decisions import Decision
from guides.moderation.exceptions import CannotDecide
from guides.moderation.item import QueueItem
from guides.moderation.moderated import Moderated
from guides.moderation.reasons import Reason
from guides.moderation.verbs.together import one_act
from guides.queue.act_result import ActResult, name_of_content
from guides.queue.queue import contents_of
from guides.queue.setting_aside import block_author
from guides.queue.undoing import undo_act

log = logging.getLogger(__name__)

MOST = 200  # items in one go


class NotAnAct(ValueError):
    """What was posted names no act or no item: nobody pressed a button of ours."""


def _reject(content: Moderated, *, by, seen: int, reason: str, **_) -> Decision | None:
    return content.reject(by=by, because=_reason(reason), seen=seen)


def _reason(pk: str) -> Reason:
    because = Reason.objects.filter(pk=int(pk or 0), is_active=True).first()
    if because is None:
        raise CannotDecide("Scegli un motivo: chi l’ha scritto lo leggerà.")
    return because


def _settle(content: Moderated, *, by, seen: int, text: str, reason: str, **_) -> Decision:
    """Confirm a refusal that is contested, with a reason and words for its author."""
    if content.open_contest is None:
        raise CannotDecide("Non c’è nessuna contestazione a cui rispondere.")
    return content.reject(by=by, because=_reason(reason), answer=text, seen=seen)


def _claim(content: Moderated, *, by, **_) -> str:
    content.claim(by=by)
    return "È tua: i colleghi lo vedono."


def _release(content: Moderated, *, by, **_) -> str:
    content.release(by=by)
    return "È di nuovo di tutti."


def _flag(content: Moderated, *, by, seen: int, **_) -> Decision | None:
    return content.flag(by=by, seen=seen)


def _unflag(content: Moderated, *, by, seen: int, **_) -> Decision | None:
    return content.unflag(by=by, seen=seen)


def _note(content: Moderated, *, by, text: str, **_) -> str:
    content.note(by=by, text=text)
    return "Nota aggiunta: la leggono solo i colleghi."


def _ask(content: Moderated, *, by, text: str, **_) -> str:
    content.ask_author(by=by, question=text)
    if content.email_confirmed_at:
        return "Domanda mandata alla sua pagina privata, con un avviso per posta."
    return "Domanda messa nella sua pagina privata. L’indirizzo non è confermato: niente posta."


def _answer(content: Moderated, *, by, seen: int, text: str, **_) -> Decision:
    return content.approve_and_answer(by=by, text=text, seen=seen)


def _correct(content: Moderated, *, by, seen: int, text: str, right: str, **_) -> Decision:
    return content.correct(by=by, wrong=text, right=right, seen=seen)


ACTS: dict[str, Callable[..., Decision | str | None]] = {
    "approve": lambda content, *, by, seen, **_: content.approve(by=by, seen=seen),
    "reject": _reject,
    "spam": lambda content, *, by, seen, **_: content.mark_spam(by=by, seen=seen),
    "withdraw": lambda content, *, by, seen, **_: content.withdraw(by=by, seen=seen),
    "undo": lambda content, *, by, seen, **_: content.undo(by=by, seen=seen),
    "claim": _claim,
    "release": _release,
    "flag": _flag,
    "unflag": _unflag,
    "note": _note,
    "ask": _ask,
    "answer": _answer,
    "redact": lambda content, *, by, seen, text, **_: content.redact(by=by, words=text, seen=seen),
    "correct": _correct,
    "settle": _settle,
}
WORDY = {
    "note",
    "ask",
    "answer",
    "redact",
    "correct",
    "settle",
    "block",
}  # acts that come with words
BLOCK, UNDO_ACT = "block", "undo-act"


def perform(act: str, handles: list[str], *, by, text: str = "", right: str = "") -> ActResult:
    """Do an act on items, each named as "<item>:<version seen>"; `outcome.act` takes it all back.

    `act` may carry more: "reject:3" and "settle:3" their reason, "undo-act:<uuid>" which act (no
    items), "block" or "block:network" or "block:public" how far. `text` are the words that come
    with it: of a correction what is wrong, beside what is `right`; of a block why. Raises NotAnAct
    for nonsense.
    """
    name, _, more = act.partition(":")
    if name == UNDO_ACT:
        return undo_act(_uuid(more), by=by)
    if name == BLOCK and more not in ("", "network", "public"):
        raise NotAnAct(act[:40])
    if name not in {*ACTS, BLOCK} or (name != BLOCK and not re.fullmatch(r"[0-9]{0,9}", more)):
        raise NotAnAct(act[:40])
    seen = _seen(handles)
    contents = contents_of(list(QueueItem.objects.filter(pk__in=seen).select_related("claimed_by")))
    outcome = ActResult()
    if len(contents) < len(seen):
        outcome.refused.append("Una voce non c’è più: chi l’aveva scritta l’ha cancellata.")
    do = _block_one if name == BLOCK else _perform_one
    with one_act() as this:
        for pk in [pk for pk in seen if pk in contents]:  # in the order of the page
            what = {"by": by, "seen": seen[pk], "text": text, "right": right, "reason": more}
            do(name, contents[pk], outcome, **what)
    outcome.act = this if outcome.done or name == BLOCK else None
    return outcome


def _block_one(name: str, content: Moderated, outcome: ActResult, *, by, text, reason, **_) -> None:
    how = {"network": reason == "network", "public_too": reason == "public"}
    try:
        blocked = block_author(content, by=by, because=text, **how)
    except CannotDecide as refusal:
        outcome.refused.append(f"{name_of_content(content)} {refusal}")
        return
    outcome.done += blocked.done
    outcome.said += blocked.said
    outcome.refused += blocked.refused


def _perform_one(name: str, content: Moderated, outcome: ActResult, **what) -> None:
    try:
        result = ACTS[name](content, **what)
    except CannotDecide as refusal:
        log.info("act refused: %s item=%s: %s", name, content.queue_item_id, type(refusal).__name__)
        outcome.refused.append(f"{name_of_content(content)} {refusal}")
        return
    if isinstance(result, Decision):
        outcome.done.append(result)
    elif result:
        outcome.said.append(f"{name_of_content(content)} {result}")
    else:
        last = content.last_decision
        outcome.said.append(
            f"{name_of_content(content)} Non c’era niente da fare. Ultimo atto: {last}."
        )


def _seen(handles: list[str]) -> dict[int, int]:
    pairs = [re.fullmatch(r"([0-9]{1,18}):([0-9]{1,9})", handle) for handle in handles[:MOST]]
    if not all(pairs):
        raise NotAnAct("handles")
    return {int(pair[1]): int(pair[2]) for pair in pairs if pair}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotAnAct(UNDO_ACT) from None
