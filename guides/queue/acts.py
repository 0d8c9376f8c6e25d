"""From a pressed button to a verb: one item or many, each in a transaction of its own."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from guides.moderation.decisions import Decision, Reason
from guides.moderation.item import QueueItem
from guides.moderation.moderated import Moderated
from guides.moderation.refusals import CannotDecide
from guides.queue.queue import contents_of

log = logging.getLogger(__name__)

MOST = 200  # items in one go


class NotAnAct(ValueError):
    """What was posted names no act or no item: nobody pressed a button of ours."""


@dataclass
class Outcome:
    """What became of an act: the decisions to report on, and what was not done and why."""

    done: list[Decision] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def _reject(content: Moderated, *, by, seen: int, reason: str, **_) -> Decision | None:
    because = Reason.objects.filter(pk=int(reason), is_active=True).first() if reason else None
    if because is None:
        raise CannotDecide("Scegli un motivo: chi l’ha scritto lo leggerà.")
    return content.reject(by=by, because=because, seen=seen)


def _claim(content: Moderated, *, by, **_) -> str:
    content.claim(by=by)
    return "È tua: i colleghi lo vedono."


def _release(content: Moderated, *, by, **_) -> str:
    content.release(by=by)
    return "È di nuovo di tutti."


def _flag(content: Moderated, *, by, **_) -> str:
    content.flag(by=by)
    return "È fra i segnalati."


def _note(content: Moderated, *, by, text: str, **_) -> str:
    content.note(by=by, text=text)
    return "Nota aggiunta: la leggono solo i colleghi."


def _ask(content: Moderated, *, by, text: str, **_) -> str:
    content.ask_author(by=by, question=text)
    if content.email_confirmed_at:
        return "Domanda mandata alla sua pagina privata, con un avviso per posta."
    return "Domanda messa nella sua pagina privata. L’indirizzo non è confermato: niente posta."


def _answer(content: Moderated, *, by, seen: int, text: str, **_) -> Decision | str:
    published = content.approve_and_answer(by=by, text=text, seen=seen)
    return published or "La tua risposta è pubblicata, subito sotto."


ACTS: dict[str, Callable[..., Decision | str | None]] = {
    "approve": lambda content, *, by, seen, **_: content.approve(by=by, seen=seen),
    "reject": _reject,
    "spam": lambda content, *, by, seen, **_: content.mark_spam(by=by, seen=seen),
    "withdraw": lambda content, *, by, seen, **_: content.withdraw(by=by, seen=seen),
    "undo": lambda content, *, by, seen, **_: content.undo(by=by, seen=seen),
    "claim": _claim,
    "release": _release,
    "flag": _flag,
    "note": _note,
    "ask": _ask,
    "answer": _answer,
    "redact": lambda content, *, by, seen, text, **_: content.redact(by=by, words=text, seen=seen),
}
WORDY = {"note", "ask", "answer", "redact"}  # acts that come with words


def perform(act: str, handles: list[str], *, by, text: str = "") -> Outcome:
    """Do an act on items, each named as "<item>:<version seen>".

    `act` may carry its reason: "reject:3". Raises NotAnAct for nonsense.
    """
    name, _, reason = act.partition(":")
    if name not in ACTS or not re.fullmatch(r"[0-9]{0,9}", reason):
        raise NotAnAct(act[:40])
    seen = _seen(handles)
    items = QueueItem.objects.filter(pk__in=seen).select_related("claimed_by")
    contents = contents_of(list(items))
    outcome = Outcome()
    if len(contents) < len(seen):
        outcome.refused.append("Una voce non c’è più: chi l’aveva scritta l’ha cancellata.")
    for pk in [pk for pk in seen if pk in contents]:  # in the order of the page
        _perform_one(name, contents[pk], outcome, by=by, seen=seen[pk], text=text, reason=reason)
    return outcome


def _perform_one(name: str, content: Moderated, outcome: Outcome, **what) -> None:
    try:
        result = ACTS[name](content, **what)
    except CannotDecide as refusal:
        log.info("act refused: %s item=%s: %s", name, content.queue_item_id, type(refusal).__name__)
        outcome.refused.append(f"{_name(content)} {refusal}")
        return
    if isinstance(result, Decision):
        outcome.done.append(result)
    elif result:
        outcome.said.append(f"{_name(content)} {result}")
    else:
        last = content.last_decision
        outcome.said.append(f"{_name(content)} Non c’era niente da fare. Ultimo atto: {last}.")


def _name(content: Moderated) -> str:
    return f"«{(content.queue_title or content.queue_text)[:60].strip()}»:"


def _seen(handles: list[str]) -> dict[int, int]:
    pairs = [re.fullmatch(r"([0-9]{1,18}):([0-9]{1,9})", handle) for handle in handles[:MOST]]
    if None in pairs:
        raise NotAnAct("handles")
    return {int(pair[1]): int(pair[2]) for pair in pairs}
