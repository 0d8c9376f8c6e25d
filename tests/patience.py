"""Waiting for what happens by itself: as long as a busy machine needs, and no longer."""

import time
from collections.abc import Callable

PATIENCE = 20  # seconds


def soon(condition: Callable[[], object]) -> bool:
    """Whether the condition became true before our patience ended."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
