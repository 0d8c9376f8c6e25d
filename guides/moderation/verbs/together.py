"""One press of a button is one act, on however many things: its Decisions share an id."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[uuid.UUID | None] = ContextVar("act", default=None)


@contextmanager
def one_act(act: uuid.UUID | None = None) -> Iterator[uuid.UUID]:
    """Whatever is decided inside is one act, a new one or one that goes on; gives its id."""
    token = _current.set(act or uuid.uuid4())
    try:
        yield _current.get()
    finally:
        _current.reset(token)


def this_act() -> uuid.UUID | None:
    """The id of the act that is being done, None when it is of one decision alone."""
    return _current.get()


@contextmanager
def within_one_act() -> Iterator[uuid.UUID]:
    """The same, as a part of the act that is being done when there is one."""
    if _current.get():
        yield _current.get()
    else:
        with one_act() as act:
            yield act
