"""An author is blocked, and what else of theirs waits is put aside, in one go."""

from guides.moderation.decisions import name_of
from guides.moderation.item import QueueItem
from guides.pages.once import found_or_made
from guides.queue.acts import MOST, Outcome, perform
from guides.queue.queue import contents_of
from guides.spam.models import BlockedTerm

NO_ADDRESS = "Di chi ha scritto non c’è più l’indirizzo: non c’è niente da bloccare."


def block_author(key: str, *, by) -> tuple[Outcome, BlockedTerm | None]:
    """Block the address and put what waits of it among the spam; the term is None when it was
    blocked before."""
    address = address_of(key)
    if not address:
        return Outcome(refused=[NO_ADDRESS]), None
    term, is_new = found_or_made(
        BlockedTerm.objects,
        kind=BlockedTerm.Kind.ADDRESS,
        term=_term(address),
        made={"added_by": by, "note": f"Bloccato dalla coda da {name_of(by)}."},
    )
    waiting = QueueItem.objects.waiting().filter(contributor=key).oldest_first()[: MOST + 1]
    contents = contents_of(list(waiting))
    handles = [f"{pk}:{content.version}" for pk, content in contents.items()]
    outcome = perform("spam", handles[:MOST], by=by)
    outcome.said.append(_said(address, is_new=is_new))
    if len(handles) > MOST:
        outcome.said.append("Ne restano altre in attesa: premi di nuovo per metterle da parte.")
    return outcome, term if is_new else None


def block_of(address: str) -> BlockedTerm | None:
    """The block on an address, None when there is none."""
    return _blocks().filter(term=_term(address)).select_related("added_by").first()


def lift(pk: int | None) -> str:
    """Take a block on an address off; the sentence that says so, "" when there was none."""
    term = _blocks().filter(pk=pk).first() if pk else None
    if term is None:
        return ""
    term.delete()
    return f"{term.term} non è più bloccato."


def _blocks():
    return BlockedTerm.objects.filter(kind=BlockedTerm.Kind.ADDRESS)


def _term(address: str) -> str:
    return BlockedTerm(kind=BlockedTerm.Kind.ADDRESS, term=address).normalised()


def address_of(key: str) -> str:
    """The address that a key stands for, while something of it is kept."""
    items = QueueItem.objects.filter(contributor=key).order_by("-id")[:5]
    written = (content.author_email for content in contents_of(list(items)).values())
    return next(filter(None, written), "")


def _said(address: str, *, is_new: bool) -> str:
    if is_new:
        return f"{address} è bloccato: quello che manderà andrà fra lo spam."
    return f"{address} era già bloccato."
