"""What is held about an e-mail address, and its erasure: the administrator's one place.

GDPR art. 15 and 20 (access, portability) and art. 17 (erasure). Each room that holds something
about readers registers a Holder; this one knows no room.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction


@dataclass(frozen=True)
class Holder:
    """A room's answer: `about(email)` lists plain records ready for JSON, `erase(email)` counts."""

    name: str  # in Italian
    about: Callable[[str], list[dict]]
    erase: Callable[[str], int]


_sources: list[Callable[[], Iterable[Holder]]] = []


def register(*holders: Holder) -> None:
    """Add what a room holds; call it where the room's models are defined."""
    register_source(lambda: holders)


def register_source(source: Callable[[], Iterable[Holder]]) -> None:
    """Add holders that are known only once every model is loaded."""
    _sources.append(source)


def held_about(email: str) -> dict[str, list[dict]]:
    """Everything we hold about an address: {what: records}, without the empty ones."""
    found = {holder.name: holder.about(email) for holder in _holders()}
    return {name: records for name, records in found.items() if records}


@transaction.atomic
def erase_about(email: str) -> dict[str, int]:
    """Erase it everywhere, or nowhere when something fails; {what: how many}."""
    return {holder.name: holder.erase(email) for holder in _holders()}


def _holders() -> list[Holder]:
    return [holder for source in _sources for holder in source()]
