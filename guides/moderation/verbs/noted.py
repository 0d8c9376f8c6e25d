"""Acts that a restore from a backup has to do again: noted in the ledger beside the database."""

from guides.moderation.decisions import Agent, Decision, Verb
from guides.moderation.states import State
from guides.privacy import erasures

ERASED, TAKEN_BACK = "testo cancellato", "testo ritirato"
HIDDEN, SHOWN, OMITTED = "testo tolto", "testo rimesso", "parole omesse"


def note_erased(content) -> None:
    _note(ERASED, content)


def note_act(content, left: str, decision: Decision) -> None:
    """What readers no longer see, and what they see again."""
    if decision.verb == Verb.WITHDRAW and decision.agent == Agent.AUTHOR:
        _note(TAKEN_BACK, content)
    elif left == State.APPROVED and content.state != State.APPROVED:
        _note(HIDDEN, content)
    elif decision.verb == Verb.REDACT:
        _note(OMITTED, content)
    elif _is_seen_again(content, left, decision):
        _note(SHOWN, content)


def _is_seen_again(content, left: str, decision: Decision) -> bool:
    came_back = left not in (State.WAITING, State.APPROVED) or decision.verb == Verb.UNDO
    return content.state == State.APPROVED and came_back


def _note(what: str, content) -> None:
    erasures.note(what, content._meta.model_name, content.uid)
