"""A queue for requests that may need the database, so that kept pages never wait behind them.

gunicorn gives a worker a few threads more than Django may use at once. A database that hangs, or a
lock that is held, then stops those that wait for it and nobody else.
"""

from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from django.http import HttpRequest, HttpResponse

from helpcentre.database_down import come_back_later
from helpcentre.health import ALIVE

MOST_WAITING = 6  # gunicorn.conf.py has eight threads more than Django: two are left for kept pages
LONGEST_WAIT = 10.0  # seconds


class RequestQueue:
    """Admits so many requests at once; MOST_WAITING more wait up to LONGEST_WAIT for a turn."""

    def __init__(self, at_once: int) -> None:
        self.free = BoundedSemaphore(at_once)
        self.waiting, self.counting = 0, Lock()

    def enter(self) -> bool:
        """Whether the turn came; then `leave` must follow."""
        if self.free.acquire(blocking=False):
            return True
        with self.counting:
            if self.waiting >= MOST_WAITING:
                return False
            self.waiting += 1
        try:
            return self.free.acquire(timeout=LONGEST_WAIT)
        finally:
            with self.counting:
                self.waiting -= 1

    def leave(self) -> None:
        self.free.release()


_queue: RequestQueue | None = None


def open_queue(at_once: int) -> None:
    """What gunicorn's worker calls once it is born; elsewhere nobody waits."""
    global _queue
    _queue = RequestQueue(at_once)


class RequestQueueMiddleware:
    """Outermost middleware: a request waits for its turn before anything else of Django runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _queue is None or request.path == ALIVE:
            return self.get_response(request)
        if not _queue.enter():
            return come_back_later(request, "no turn")
        try:
            return self.get_response(request)
        finally:
            _queue.leave()
