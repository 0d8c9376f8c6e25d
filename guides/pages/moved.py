"""An address that has moved: browsers ask again each time, for it may come back.

A permanent redirect that a browser keeps turns round for ever once the two addresses change places:
a slug a, then b, then a again; words omitted from a story's title, and put back.
"""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import resolve_url


def moved_to(to, *args, **kwargs) -> HttpResponsePermanentRedirect:
    """301 to what `redirect` takes; never followed without asking us first."""
    response = HttpResponsePermanentRedirect(resolve_url(to, *args, **kwargs))
    response["Cache-Control"] = "no-cache"
    return response
