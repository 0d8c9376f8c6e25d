"""Database router: all writes go to the primary; views marked `reads_replica` read the replica."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS

from helpcentre.replica import ALIAS

_reads: ContextVar[str] = ContextVar("the database that is read", default=DEFAULT_DB_ALIAS)


@contextmanager
def choosing() -> Iterator[None]:
    """Restores the choice of database for reads when the block ends."""
    token = _reads.set(DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        _reads.reset(token)


def read_replica() -> None:
    _reads.set(ALIAS)


class Router:
    def db_for_read(self, model, **hints) -> str:
        """Whatever the row came from: what is asked of it later is asked of what is read now."""
        return _reads.get() if model._meta.app_label == "guides" else DEFAULT_DB_ALIAS

    def db_for_write(self, model, **hints) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints) -> bool:
        return db != ALIAS
