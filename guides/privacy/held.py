"""What is held about an e-mail address, and its erasure: the administrator's one place.

GDPR art. 15 and 20 (access, portability) and art. 17 (erasure). Each room that holds something
about readers registers a Holder; this one knows no room.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from guides.privacy import erasures
from guides.privacy.erasures import Line, key_of
from guides.text.addresses import mailbox

ERASED = "indirizzo"  # in the ledger
EXPORT, ERASURE = "export", "erase"  # what listeners are told of


@dataclass(frozen=True)
class Holder:
    """A room's answer: `about(email)` lists plain records ready for JSON, `erase(email)` counts."""

    name: str  # in Italian
    about: Callable[[str], list[dict]]
    erase: Callable[[str], int]


_sources: list[Callable[[], Iterable[Holder]]] = []
_listeners: list[Callable[..., object]] = []


def register(*holders: Holder) -> None:
    """Add what a room holds; call it where the room's models are defined."""
    register_source(lambda: holders)


def register_source(source: Callable[[], Iterable[Holder]]) -> None:
    """Add holders that are known only once every model is loaded."""
    _sources.append(source)


def register_listener(listener: Callable[..., object]) -> None:
    """Register a callback for each export and erasure: (act, by=account, counts={what: n})."""
    _listeners.append(listener)


def notify_listeners(act: str, *, by, counts: dict[str, int]) -> None:
    for listener in _listeners:
        listener(act, by=by, counts=counts)


def held_about(email: str) -> dict[str, list[dict]]:
    """Everything we hold about an address: {what: records}, without the empty ones."""
    found = {holder.name: holder.about(email) for holder in _holders()}
    return {name: records for name, records in found.items() if records}


@transaction.atomic
def erase_about(email: str, *, by=None) -> dict[str, int]:
    """Erase it everywhere, or nowhere when something fails; {what: how many}."""
    erased = {holder.name: holder.erase(email) for holder in _holders()}
    erasures.note(ERASED, mailbox(email))
    notify_listeners(ERASURE, by=by, counts=erased)
    return erased


def _holders() -> list[Holder]:
    return [holder for source in _sources for holder in source()]


def _erase_again(lines: list[Line]) -> int:
    wanted = {line.key for line in lines}
    found = {address for address in _addresses() if key_of(mailbox(address)) in wanted}
    return sum(sum(erase_about(address).values()) for address in found)


def _addresses() -> Iterator[str]:
    """Every e-mail address that the database holds."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.EmailField):
                rows = model._base_manager.order_by().values_list(field.name, flat=True)
                yield from set(rows.distinct())


erasures.register("cose di indirizzi cancellati", ERASED, do=_erase_again)
