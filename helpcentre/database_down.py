"""While the database does not answer: a 503 that says so, and gives back what was written."""

import logging
from collections.abc import Callable

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger(__name__)

RETRY_AFTER = 30  # seconds
ROOMS_OF_STAFF = "/admin/"


class SayDatabaseIsDown:
    """Published pages need no database (helpcentre/published/); this is for all the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A 503 when the database is away or busy; other database errors are ours, and a 500."""
        if not isinstance(error, OperationalError | InterfaceError) or _answers_well(error):
            return None
        log.error("database down: %s %s", request.method, type(error).__name__)
        response = render(request, "503.html", _context(request), status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        response["Cache-Control"] = "no-store"
        return response


def _answers_well(error: Exception) -> bool:
    """True when the database is there: then the error is in what it was asked."""
    if "locked" in str(error):  # SQLite: another process writes for longer than we wait
        return False
    try:
        if not connection.is_usable():
            connection.close()  # the next request connects anew
            return False
        return True
    except (Error, AttributeError):  # there is no connection at all
        connection.close()
        return False


def _context(request: HttpRequest) -> dict:
    """What was posted, so that one press sends it again. Nothing of the desk: it has passwords."""
    is_readers = request.method == "POST" and not request.path.startswith(ROOMS_OF_STAFF)
    posted = [(name, value) for name, values in request.POST.lists() for value in values]
    return {
        "site": None,
        "path": request.get_full_path(),
        "posted": posted if is_readers else [],
        "has_files": bool(is_readers and request.FILES),
    }
