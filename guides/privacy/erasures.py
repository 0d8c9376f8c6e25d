"""What must not come back with a backup: a ledger beside the database, done again by a restore.

A line says that something was erased, withdrawn or unsubscribed: when, what kind of thing, and a
keyed hash that only this site can match with a row that it holds. Each room notes its own acts and
registers how they are done again; this one knows no room.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

NAME = "cancellazioni.jsonl"
KEPT_FOR = timedelta(days=400)  # no older backup should be restored


@dataclass(frozen=True, order=True)
class Line:
    at: str  # ISO 8601, UTC
    what: str
    key: str


@dataclass(frozen=True)
class Redo:
    """How a room does its acts again, given their lines in order; it counts what it changed."""

    words: str  # in Italian, for the report
    whats: tuple[str, ...]
    do: Callable[[list[Line]], int]


_known: list[Redo] = []
_is_done_again: ContextVar[bool] = ContextVar("is_done_again", default=False)


def register(words: str, *whats: str, do: Callable[[list[Line]], int]) -> None:
    _known.append(Redo(words, whats, do))


def key_of(*names: object) -> str:
    """32 hexadecimal digits that stand for a row or an address."""
    said = "\n".join(str(name) for name in names)
    salt, secret = "guides.privacy.erasures", settings.ADDRESS_KEY
    return salted_hmac(salt, said, secret, algorithm="sha256").hexdigest()[:32]


def note(what: str, *names: object, key: str = "") -> None:
    """Write a line once the open transaction is committed; what cannot be written is logged."""
    if not _is_done_again.get():
        key = key or key_of(*names)
        transaction.on_commit(lambda: _append(what, key), robust=True)


def _append(what: str, key: str) -> None:
    add([Line(timezone.now().astimezone(UTC).isoformat(), what, key)])


def ledger() -> Path:
    return Path(settings.ERASURES_DIR) / NAME


def add(lines: Iterable[Line]) -> None:
    """At the end of the ledger, in one writing, and safe there when this returns."""
    text = "".join(f"{json.dumps(asdict(line))}\n" for line in lines)
    ledger().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(ledger(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, text.encode())
        os.fsync(file)
    finally:
        os.close(file)


def read(place: Path) -> Iterator[Line]:
    """The lines of a ledger; what a broken disk left of one is passed over."""
    if not place.is_file():
        return
    with place.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                yield Line(**json.loads(line))
            except (ValueError, TypeError):
                continue


def since(moment: datetime, lines: Iterable[Line]) -> list[Line]:
    """Those after that moment, each once, in order."""
    first = moment.astimezone(UTC).isoformat()
    return sorted({line for line in lines if line.at >= first})


def do_again(lines: list[Line]) -> dict[str, int]:
    """{in words: how many}; nothing of it is written into the ledger."""
    with _not_noted():
        return {
            each.words: each.do(mine)
            for each in _known
            if (mine := [line for line in lines if line.what in each.whats])
        }


@contextmanager
def _not_noted() -> Iterator[None]:
    token = _is_done_again.set(True)
    try:
        yield
    finally:
        _is_done_again.reset(token)
