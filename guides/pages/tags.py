"""What the page being rendered shows, so that a change can find it again. No model, no room.

A tag names something that can change: "guide:12", "topic:4", "guide:12/comments" (the thread
under it), "guides" (which guides there are).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

# The tag that every page has: what it says is on all of them.
EVERYTHING = "site"


class Dependencies:
    """What one page shows, and the moment after which it would say something else."""

    def __init__(self) -> None:
        self.tags: set[str] = set()
        self.until: datetime | None = None

    def end_by(self, moment: datetime) -> None:
        self.until = min(self.until or moment, moment)


_being_rendered: ContextVar[Dependencies | None] = ContextVar("page being rendered", default=None)


@contextmanager
def rendering() -> Iterator[Dependencies]:
    """Collect what is shown until the block ends."""
    shown = Dependencies()
    token = _being_rendered.set(shown)
    try:
        yield shown
    finally:
        _being_rendered.reset(token)


def shows(*tags: str, until: datetime | None = None) -> None:
    """Say that the page being rendered depends on `tags`, and holds only `until` a moment.

    Outside of a page (a command, the desk) it does nothing.
    """
    shown = _being_rendered.get()
    if shown is None:
        return
    shown.tags.update(tag for tag in tags if tag)
    if until is not None:
        shown.end_by(until)


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view's 200 answer is the same for everyone: it may be kept and served to others.

    Browsers may keep it too, and ask each time whether it is still the same. It is only read:
    other methods are answered 405.
    """

    @wraps(view)
    @require_safe
    def public(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.has_header("Cache-Control"):
            response.is_public_page = True  # type: ignore[attr-defined]  # read by the store
            response["Cache-Control"] = "no-cache"
        return response

    public.is_public_page = True  # type: ignore[attr-defined]  # read by the tests of every view
    return csrf_exempt(public)  # nothing is ever sent to it
