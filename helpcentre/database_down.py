"""While nothing can be written or read: a 503 that says so, and gives back what was written."""

import logging
from collections.abc import Callable
from errno import EDQUOT, ENOSPC, EROFS

from django.db import Error, InterfaceError, InternalError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helpcentre import read_only
from helpcentre.logs.request_id import for_people

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
        return answer_to(request, error)


def answer_to(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """A 503 while database or disk are away, busy or full; other errors are ours, a 500."""
    if not (_is_of_the_disk(error) or _is_of_the_database(error)):
        return None
    if READ_ONLY in str(error):
        read_only.note_refusal()
    return come_back_later(request, type(error).__name__)


def come_back_later(request: HttpRequest, because: str) -> HttpResponse:
    """A 503 with every word that was sent; it asks neither the database nor a thread's turn."""
    log.error("cannot serve: %s %s", request.method, because)
    response = render(request, "503.html", _context(request), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


# SQLite says these while it answers: another process writes for longer than we wait; no room.
READ_ONLY = "readonly database"
SQLITE_CANNOT = ("locked", "disk is full", READ_ONLY, "disk I/O error", "unable to open")
# PostgreSQL's classes of SQLSTATE (appendix A): no resources, stopped by an operator or by our own
# time limits, a system error; and 25006, 55P03: it may only be read, a lock was not to be had.
POSTGRESQL_CANNOT = ("53", "57", "58", "25006", "55P03")


def _is_of_the_disk(error: BaseException | None) -> bool:
    return isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT, EROFS)


def _is_of_the_database(error: BaseException | None) -> bool:
    if not isinstance(error, OperationalError | InterfaceError | InternalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None) or ""
    if state.startswith(POSTGRESQL_CANNOT) or any(cannot in str(error) for cannot in SQLITE_CANNOT):
        return True
    return not _answers()


def _answers() -> bool:
    """True when the database is there: then the error is in what it was asked."""
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
        "code": for_people(request.META),
        "path": request.get_full_path(),
        "posted": posted if is_readers else [],
        "has_files": bool(is_readers and request.FILES),
    }
