"""The address of a named page, worked out once: Django asks its patterns anew each time, and a
front page names sixty.
"""

from functools import lru_cache

from django.urls import reverse

MOST = 4096  # less than a megabyte


@lru_cache(maxsize=MOST)
def address_of(name: str, *args: int | str) -> str:
    """What `reverse(name, args=args)` gives; the site has one set of patterns, at the root."""
    return reverse(name, args=args)
