"""Whether this machine's folder still does what it is told: one byte that all its workers share.

A page that cannot be taken away would go on being read after it was withdrawn. So from the first
failure on nobody is served from the folder, until the changes could be carried out in it again.
"""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC

_LOST = mmap.mmap(-1, 1)  # made before the workers are forked, so they see one another's byte


def is_lost() -> bool:
    return _LOST[0] == 1


def regain() -> None:
    _LOST[0] = 0


@contextmanager
def lost_by_failing() -> Iterator[None]:
    """What must be done to the folder. From a full disk files can still be taken away."""
    try:
        yield
    except OSError as trouble:
        if trouble.errno not in (ENOSPC, EDQUOT):
            _LOST[0] = 1
        raise
