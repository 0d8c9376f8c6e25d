"""Memory of the workers: what they share with the process they are forked from stays shared."""

import ctypes
import gc

M_ARENA_MAX = -8  # of malloc.h, in glibc
ARENAS = 2


def share_what_is_there() -> None:
    """Before the fork. Python's search for cycles writes to every object that is there, and so
    copies its page in each worker: what is there now it leaves alone.
    """
    gc.collect()
    gc.freeze()


def few_arenas() -> None:
    """A dozen threads take turns at one core or two; glibc would keep an arena of freed memory
    for each. Another libc has no such thing.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(M_ARENA_MAX, ARENAS)
