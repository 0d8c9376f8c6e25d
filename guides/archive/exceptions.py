"""What is said, in Italian, to whoever asked, when it cannot be done."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError

FULL = (errno.ENOSPC, errno.EDQUOT)


class Refused(Exception):
    """It cannot be done, and nothing was."""

    code = 1  # with which a command ends


class DiskFull(Refused):
    code = 3


class NoAccess(Refused):
    """A file or a folder that cannot be read or written."""

    code = 4


class BadCopy(Refused):
    """The copy cannot be read as it is."""


@contextmanager
def in_words(*, undone: str) -> Iterator[None]:
    """Faults of disk and database as sentences; `undone` says how things stand now."""
    try:
        yield
    except OSError as why:
        if why.errno in FULL:
            raise DiskFull(f"Il disco è pieno. {undone}") from why
        where = f" ({why.filename})" if why.filename else ""
        raise NoAccess(f"Non si riesce a leggere o a scrivere{where}. {undone}") from why
    except OperationalError as why:
        if "full" in str(why).lower():
            raise DiskFull(f"Il disco è pieno. {undone}") from why
        raise Refused(f"La banca dati non risponde: {why}. {undone}") from why
    except DatabaseError as why:
        first_line = str(why).splitlines()[0]
        raise Refused(f"La banca dati non accetta queste righe: {first_line}. {undone}") from why
