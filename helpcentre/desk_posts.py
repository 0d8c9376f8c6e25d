"""What the desk sends may be big: a guide of 300 sections has 2,500 boxes and megabytes of text.

Django's bounds on a post hold for everybody, so that nobody can send a server more than it can
read. Here they are wider for people signed in as staff, at the desk only.
"""

from collections.abc import Callable
from functools import partial
from types import FunctionType, SimpleNamespace

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParser
from django.shortcuts import render
from django.urls import reverse

BOUNDS = SimpleNamespace(
    DEFAULT_CHARSET=settings.DEFAULT_CHARSET,
    DATA_UPLOAD_MAX_NUMBER_FILES=settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    DATA_UPLOAD_MAX_NUMBER_FIELDS=settings.DESK_UPLOAD_MAX_FIELDS,
    DATA_UPLOAD_MAX_MEMORY_SIZE=settings.DESK_UPLOAD_MAX_BYTES,
)


def _reading(function: Callable, **names: object) -> FunctionType:
    """The same function, for which these names of its module mean something else."""
    return FunctionType(function.__code__, function.__globals__ | names, function.__name__)


class DeskParser(MultiPartParser):
    """Django's own, which takes its bounds from the settings and has no other way to be told."""

    _parse = _reading(MultiPartParser._parse, settings=BOUNDS)


class DeskPosts:
    """Stands after the session and before anything reads the post: CSRF is the first to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path.startswith(reverse("admin:index")):
            if request.user.is_active and request.user.is_staff:
                request.parse_file_upload = partial(_parse, request)
            try:
                request.POST  # noqa: B018 (now, where what is too big can be answered)
            except (RequestDataTooBig, TooManyFieldsSent):
                _read_to_the_end(request)
                return render(request, "admin/too_big.html", status=413)
        return self.get_response(request)


def _parse(request: HttpRequest, meta: dict, body):
    return DeskParser(meta, body, request.upload_handlers, request.encoding).parse()


def _read_to_the_end(request: HttpRequest) -> None:
    """A browser reads no answer before it has sent everything."""
    request._mark_post_parse_error()
    while request._stream.read(65_536):
        pass
