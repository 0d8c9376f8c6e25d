"""Lets a view that may read the copy do so, and asks the database when the copy fails it."""

import logging
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error, connections
from django.http import HttpRequest, HttpResponse

from guides.pages.replica import may_read_replica
from helpcentre import channel
from helpcentre.published.front import MAY_BE_KEPT
from helpcentre.replica import ALIAS, writers
from helpcentre.replica.lateness import LATENESS
from helpcentre.replica.router import choosing, read_replica

log = logging.getLogger(__name__)

FAILED = "helpcentre.replica_failed"
ASKED = "helpcentre.replica_asked"


class ReplicaMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if ALIAS not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self._write(request)
        with choosing():
            response = self.get_response(request)
        if FAILED not in request.META:
            return response
        with choosing():
            return self.get_response(request)

    def _write(self, request: HttpRequest) -> HttpResponse:
        """Marked before and after: what is asked meanwhile may be answered after."""
        group = writers.group_of(request)
        writers.wrote(group)
        channel.broadcast(channel.WROTE, str(group))
        try:
            return self.get_response(request)
        finally:
            writers.wrote(group)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """What is about to be kept on disk, and whoever has a cookie, reads the database."""
        if (
            may_read_replica(view)
            and request.method in ("GET", "HEAD")
            and MAY_BE_KEPT not in request.META
            and FAILED not in request.META
            and not request.COOKIES
            and LATENESS.is_in_time()
            and not writers.wrote_lately(request)
        ):
            request.META[ASKED] = True
            read_replica()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Whatever the copy's fault: gone, damaged, or still without the last migrations."""
        if not isinstance(error, Error) or ASKED not in request.META or FAILED in request.META:
            return None
        log.warning("replica: %s, asking the database", type(error).__name__)
        LATENESS.gone()
        with suppress(Error):
            connections[ALIAS].close()
        request.META[FAILED] = True
        return HttpResponse(status=503)  # nobody gets it: the database is asked instead
