"""A PostgreSQL for a benchmark: the one DATABASE_URL names, else one of our own while it lasts."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.published.postgres import Postgres, binaries


@contextmanager
def a_postgresql() -> Iterator[Callable[[], str] | None]:
    """Gives a function that makes a database and returns its URL; None where there is no server."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        yield lambda: _a_database(url)
    elif binaries():
        own = Postgres().start(is_durable=True)
        try:
            yield lambda: _a_database(own.url)
        finally:
            own.stop()
            own.remove()
    else:
        print("PostgreSQL is not installed and DATABASE_URL names none: SQLite only.")
        yield None


def _a_database(url: str) -> str:
    name = f"bench_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
