"""The page that Prometheus reads."""

from collections.abc import Iterator
from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import Metric
from prometheus_client.registry import Collector, CollectorRegistry

from helpcentre.metrics import requests, state
from helpcentre.published import counting
from helpcentre.published.current import current_store


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures and no names; without the token nobody learns that there are any."""
    if not _has_the_token(request):
        raise Http404
    registry = CollectorRegistry()
    registry.register(OfTheSite())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class OfTheSite(Collector):
    def describe(self) -> list[Metric]:
        return []  # else it would be collected to see what it has

    def collect(self) -> Iterator[Metric]:
        yield from state.of_the_database()
        yield from state.of_the_machine()
        if settings.KEEPS_PAGES:
            yield from requests.families(counting.total(current_store().root))


def _has_the_token(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    said = request.headers.get("Authorization", "")
    return bool(token) and compare_digest(said.encode(), f"Bearer {token}".encode())
