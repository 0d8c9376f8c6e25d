"""Which views may read from the replica, which is seconds behind: pages for everybody.

Never one that shows somebody what they just did: a private link, a receipt, the desk.
"""

from collections.abc import Callable

MARK = "may_read_replica"


def reads_replica(view: Callable) -> Callable:
    """The view only reads, and what it says may be seconds old."""
    setattr(view, MARK, True)
    return view


def may_read_replica(view: Callable) -> bool:
    """Public pages, and what `reads_replica` marks."""
    return getattr(view, MARK, False) or getattr(view, "is_public_page", False)
