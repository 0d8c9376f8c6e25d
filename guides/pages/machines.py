"""How every page for machines answers: to readings only, and with "the same as you have"."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe


def for_machines(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer GET and HEAD with an ETag, 304 to clients that have it already, 405 to other methods.

    No Last-Modified: once the newest thing is withdrawn it would go back, and whoever asks by
    date would be told to keep what is no longer public.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        del response["Last-Modified"]
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return csrf_exempt(conditional_page(require_safe(answer)))
