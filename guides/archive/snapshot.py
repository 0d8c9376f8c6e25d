"""Everything read as it was at one moment, while the site goes on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Readers and writers do not wait for it; whoever is in a transaction stays in it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        yield from _one_moment_of_sqlite()


def _one_moment_of_sqlite() -> Iterator[None]:
    # Django's own would begin IMMEDIATE, and nobody could write meanwhile. Under WAL a deferred
    # transaction sees the database as it was at its first reading.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            cursor.fetchone()
            yield
        finally:
            cursor.execute("ROLLBACK")
