"""Offers to the store what Django rendered, if it is the same for everyone."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.http import HttpRequest, HttpResponse

from guides.pages.tags import EVERYTHING, Dependencies, rendering
from helpcentre.published.changes import nothing_changed_since
from helpcentre.published.counting import Count
from helpcentre.published.current import current_store
from helpcentre.published.front import KEPT, MAY_BE_KEPT
from helpcentre.published.page import Page

log = logging.getLogger(__name__)

# What every answer of the site carries, with these values: nginx has them in its configuration,
# so a page that says something else is not kept.
USUAL = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-cache",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "X-Content-Type-Options": "nosniff",
}
# Made anew for each answer, or the same on all of them.
OF_ITSELF = {"Content-Length"}
ALSO_USUAL = {"Content-Security-Policy", "Strict-Transport-Security"}


class KeepPages:
    """Outermost, so that it sees an answer as readers get it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cursor = current_store().cursor() if MAY_BE_KEPT in request.META else None
        if cursor is None:
            return self.get_response(request)
        with rendering() as shown:  # what is read from here on is not older than the cursor
            response = self.get_response(request)
        if getattr(response, "is_public_page", False):
            Count.misses += 1
            if is_the_same_for_everyone(request, response) and _keep(
                request, response, shown, cursor
            ):
                request.META[MAY_BE_KEPT] = KEPT
        return response


def _keep(request: HttpRequest, response: HttpResponse, shown: Dependencies, cursor) -> bool:
    headers = [(name, value) for name, value in response.items() if name not in OF_ITSELF]
    page = Page(
        headers=headers,
        body=response.content,
        tags=frozenset(shown.tags) - {EVERYTHING},
        until=shown.until.timestamp() if shown.until else None,
    )
    try:
        return current_store().keep(
            request.path_info, page, is_still_true=lambda: nothing_changed_since(cursor, page.tags)
        )
    except (OSError, DatabaseTrouble) as trouble:  # the reader gets the page all the same
        log.error("page not kept: %s", type(trouble).__name__)
        return False


def is_the_same_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    """Nothing of the request but its address shaped the answer, and nginx would say the same."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and f"{request.scheme}://{request.get_host()}" == settings.SITE_URL
        and not any(name.startswith("_csp") for name in vars(response))
        and all(
            USUAL.get(name) == value or name in OF_ITSELF | ALSO_USUAL
            for name, value in response.items()
        )
    )
