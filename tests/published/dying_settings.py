"""The site's settings, for a process that dies as soon as a change is committed."""

from helpcentre.settings import *  # noqa: F403

AFTER_PURGE = "tests.published.dying_settings.die"


def die() -> None:
    import os

    os._exit(1)
