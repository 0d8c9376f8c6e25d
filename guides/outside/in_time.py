"""A site that says a letter now and then is cut off in time, in its head as in its body.

The time limits of a socket are of each waiting: whoever sends something before each is over could
hold the worker, which sends our letters as well, for days.
"""

import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import cast

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool


@contextmanager
def cut_off_after(session: requests.Session, seconds: float) -> Iterator[None]:
    """Whatever the session has open by then ends there: who reads from it gets an error."""
    opened: list[socket.socket] = []
    for adapter in cast(Iterable[HTTPAdapter], session.adapters.values()):
        adapter.poolmanager.pool_classes_by_scheme = {
            "http": _telling(HTTPConnectionPool, opened),
            "https": _telling(HTTPSConnectionPool, opened),
        }
    watch = Timer(seconds, _cut, [opened])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _telling(pool: type[HTTPConnectionPool], opened: list[socket.socket]) -> type:
    """The same pool, whose connections put their socket into the list."""
    connection = pool.ConnectionCls

    class Telling(connection):  # type: ignore[valid-type] # a class chosen while it runs
        def connect(self) -> None:
            super().connect()
            opened.append(self.sock)

    return type(pool.__name__, (pool,), {"ConnectionCls": Telling})


def _cut(opened: list[socket.socket]) -> None:
    """From another thread, so only the socket under TLS is told; its reader finds the end of it."""
    for one in opened:
        with suppress(OSError):
            socket.socket.shutdown(one, socket.SHUT_RDWR)
