"""Public posts without cookies: what stands in place of Django's CSRF token, and why it is enough.

See docs/decisions/0003-anonymous-posts.md.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

log = logging.getLogger(__name__)

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
View = Callable[..., HttpResponse]


def same_site(request: HttpRequest) -> bool:
    """True when the browser says that one of our own pages (or the reader) sent this request.

    Sec-Fetch-Site first (Fetch Metadata, W3C), then Origin (RFC 6454), then Referer. A client
    that sends none of the three is not a browser of today, so it carries nobody's authority.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    source = request.headers.get("Origin") or request.headers.get("Referer")
    return source is None or urlsplit(source).netloc.lower() == request.get_host().lower()


def public_post(view: View) -> View:
    """Let anyone post to this view from our own pages; a post from elsewhere gets a 403 page.

    It replaces Django's CSRF check (which needs a cookie) for views that act for nobody: never
    put it on a view that trusts a session.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in SAFE_METHODS or same_site(request):
            return view(request, *args, **kwargs)
        log.warning("post from another site refused: %s", request.resolver_match.view_name)
        return render(request, "spam/refused.html", status=403)

    return guarded
