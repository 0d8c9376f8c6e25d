"""The site's settings, on a disk from which no page can be taken while a file says so."""

import errno
import os
from pathlib import Path

from helpcentre.settings import *  # noqa: F403

STUBBORN = Path(os.environ["DATA_DIR"]) / "stubborn"
_unlink = os.unlink


def unlink(path, *arguments, **named):
    if STUBBORN.exists() and "/www/" in str(path):
        raise OSError(errno.EROFS, "Read-only file system", str(path))
    _unlink(path, *arguments, **named)


os.unlink = unlink
