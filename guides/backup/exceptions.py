"""Why a backup or a restore was not done: sentences, and the number with which a command ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError

from guides.archive.exceptions import DiskFull, NoAccess, Refused

__all__ = ["DiskFull", "NoAccess", "NoTool", "NotGood", "Refused", "SiteInUse", "to_the_terminal"]


class NoTool(Refused):
    """pg_dump or pg_restore is missing, or too old for the server."""

    code = 5


class NotGood(Refused):
    """The backup is not what the site was, or is no longer what it was."""

    code = 6


class SiteInUse(Refused):
    """There is a site where one would be made, or it is running."""

    code = 7


@contextmanager
def to_the_terminal() -> Iterator[None]:
    try:
        yield
    except Refused as why:
        raise CommandError(str(why), returncode=why.code) from why
