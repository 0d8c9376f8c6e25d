"""Blocking an author and putting the rest aside, as one act that is taken back as one."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django_tasks import task

from guides.moderation.blocks import Block
from guides.moderation.contributors import author_key
from guides.moderation.decisions import name_of
from guides.moderation.exceptions import CannotDecide
from guides.moderation.item import QueueItem
from guides.moderation.moderated import kinds
from guides.moderation.states import State
from guides.moderation.verbs.together import one_act, within_one_act
from guides.pages.once import found_or_made
from guides.queue.act_result import ActResult, name_of_content
from guides.queue.queue import contents_of

AT_ONCE = 200  # things put aside while the moderator waits; the worker does the others
NOTHING_TO_BLOCK = (
    "Non ha lasciato un indirizzo, e da dove scriveva non lo sappiamo più: non c’è niente da "
    "bloccare."
)


def block_author(
    content, *, by, because: str, network: bool = False, public_too: bool = False
) -> ActResult:
    """Block who sent `content`, and put what waits of theirs among the spam: one act.

    The address is blocked, known by its hash; with `network`, or without an address, the network
    of the day it came from. What is public stays, unless `public_too`: then it is withdrawn.
    `outcome.act` takes all of it back (undoing.undo_act). Raises CannotDecide without a reason or
    when there is nothing to block.
    """
    if not because.strip():
        raise CannotDecide("Scrivi perché: fra un mese lo chiederà un collega.")
    keys = _keys_of(content, network=network)
    if not keys:
        raise CannotDecide(NOTHING_TO_BLOCK)
    with within_one_act() as act:
        with transaction.atomic():
            for kind, key in keys.items():
                found_or_made(
                    Block.objects.in_force(),
                    kind=kind,
                    key=key,
                    made={"because": because, "by": by, "by_name": name_of(by), "act": act},
                )
        outcome = ActResult(act=act)
        outcome.said.append("Bloccato: quello che manderà andrà fra lo spam.")
        left = _set_aside(keys, outcome, by=by, public_too=public_too, most=AT_ONCE)
        if left:
            outcome.said.append("Sono tante: le altre voci in attesa vanno fra lo spam fra poco.")
            set_the_rest_aside.enqueue(str(act), keys, by.pk, public_too)
    return outcome


@task()
def set_the_rest_aside(act: str, keys: dict[str, str], by_pk: int, public_too: bool) -> int:
    """Go on with what was too much for one press of a button; return how many were put aside."""
    by, outcome = get_user_model().objects.get(pk=by_pk), ActResult()
    with one_act(UUID(act)):
        _set_aside(keys, outcome, by=by, public_too=public_too)
    return len(outcome.done)


def _keys_of(content, *, network: bool) -> dict[str, str]:
    address = author_key(content.author_email)
    keys = {Block.Kind.ADDRESS.value: address} if address else {}
    if content.network and (network or not address):
        keys[Block.Kind.NETWORK.value] = content.network
    return keys


def _set_aside(keys, outcome: ActResult, *, by, public_too: bool, most: int | None = None) -> bool:
    """Put aside `most` things of these authors; True when there may be more."""
    for number, item in enumerate(_items_of(keys, public_too=public_too)):
        if number == most:
            return True
        _set_one_aside(item, outcome, by=by)
    return False


def _set_one_aside(item: QueueItem, outcome: ActResult, *, by) -> None:
    content = contents_of([item]).get(item.pk)
    if content is None:
        return
    try:
        if content.is_public:
            done = content.withdraw(by=by, note="autore bloccato")
        else:
            done = content.mark_spam(by=by)
    except CannotDecide as refusal:
        outcome.refused.append(f"{name_of_content(content)} {refusal}")
        return
    if done:
        outcome.done.append(done)


def _items_of(keys: dict[str, str], *, public_too: bool) -> Iterator[QueueItem]:
    """Those that wait (and are public), the oldest first, each once, read some at a time."""
    states = [State.WAITING, *([State.APPROVED] if public_too else [])]
    wanted = items_from(keys).filter(state__in=states).order_by("pk")
    last = 0
    while some := list(wanted.filter(pk__gt=last)[:AT_ONCE]):
        yield from some
        last = some[-1].pk


def items_from(keys: dict[str, str]):
    """The queue's items of an author: {"address": hash, "network": key}, one of them or both."""
    found = QueueItem.objects.none()
    if address := keys.get(Block.Kind.ADDRESS.value):
        found |= QueueItem.objects.filter(contributor=address)
    if network := keys.get(Block.Kind.NETWORK.value):
        for model in kinds().values():
            sent = model._default_manager.filter(network=network)
            found |= QueueItem.objects.filter(pk__in=sent.values("queue_item"))
    return found
