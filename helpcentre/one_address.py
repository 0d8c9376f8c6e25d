"""The site has one address: whoever comes by another of its names is sent there."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

FOR_MACHINES = ("/salute/", "/metriche")  # they ask under whatever name they know


class OneAddress:
    """Readings only: what is being sent is taken where it comes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_elsewhere(request):
            response = HttpResponsePermanentRedirect(settings.SITE_URL + request.get_full_path())
            response["Cache-Control"] = "no-cache"  # the site may move back
            return response
        return self.get_response(request)

    def _is_elsewhere(self, request: HttpRequest) -> bool:
        return (
            settings.ONE_ADDRESS
            and request.method in ("GET", "HEAD")
            and not request.path.startswith(FOR_MACHINES)
            and request.get_host().lower() != urlsplit(settings.SITE_URL).netloc.lower()
        )
