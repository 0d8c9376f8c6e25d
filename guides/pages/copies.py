"""Which views may answer from a copy of the database that is seconds behind: pages for everybody.

Never one that shows somebody what they just did: a private link, a receipt, the desk.
"""

from collections.abc import Callable

MARK = "may_read_a_copy"


def from_a_copy(view: Callable) -> Callable:
    """The view only reads, and what it says may be seconds old."""
    setattr(view, MARK, True)
    return view


def may_read_a_copy(view: Callable) -> bool:
    """Public pages, and what `from_a_copy` marks."""
    return getattr(view, MARK, False) or getattr(view, "is_public_page", False)
