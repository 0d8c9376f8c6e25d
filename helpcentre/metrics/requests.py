"""Requests by kind and status, and how long they took: counted while their lines are written.

So a request pays nothing for it, a kept page neither. Each process counts for itself and leaves
its figures in a file twice a second; whoever is asked adds the files up
(helpcentre/published/counting.py): dead workers' too, so that a sum never goes back.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from django.urls import URLPattern, get_resolver
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric

from helpcentre.published.counting import Count

# Seconds; a kept page takes less than the first, a page made anew the middle ones.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = {"GET", "HEAD", "POST"}
OTHER = "other"
HOME = "home"


def count(method: str, path: str, status: str, seconds: float, *, kept: bool) -> None:
    """One request more. Called by one thread of a process: nothing is locked."""
    verb = method if method in METHODS else OTHER
    by = "store" if kept else "django"
    Count.figures[f"requests {kind_of(path)} {verb} {status}"] += 1
    Count.figures[f"bucket {by} {bisect_left(BUCKETS, seconds)}"] += 1
    Count.figures[f"microseconds {by}"] += round(1e6 * seconds)


@lru_cache(maxsize=4096)
def kind_of(path: str) -> str:
    """The first word of an address, if it is one of the site's: readers can make up no other."""
    word = path[1:].partition("/")[0]
    if not word:
        return HOME
    return word if word in _words() else OTHER


@cache
def _words() -> frozenset[str]:
    return frozenset(word for word in _first_words(get_resolver().url_patterns, "") if word)


def _first_words(patterns, before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        word = route.partition("/")[0]
        if isinstance(pattern, URLPattern) or "/" in route:
            yield "" if set(word) & set("<^(\\.") else word
        else:
            yield from _first_words(pattern.url_patterns, route)


def families(figures: Counter) -> Iterator[Metric]:
    """The counted requests as Prometheus's metric families."""
    requests = CounterMetricFamily(
        "helpcentre_requests",
        "Requests answered, by the first word of the address",
        labels=["kind", "method", "status"],
    )
    for name, number in sorted(figures.items()):
        what, *labels = name.split()
        if what == "requests":
            requests.add_metric(labels, number)
    yield requests
    took = HistogramMetricFamily(
        "helpcentre_request_seconds",
        "How long requests took: from the store of kept pages, or from Django",
        labels=["by"],
    )
    for by in ("store", "django"):
        took.add_metric([by], _buckets(figures, by), figures[f"microseconds {by}"] / 1e6)
    yield took


def _buckets(figures: Counter, by: str) -> list[tuple[str, float]]:
    sums, total = [], 0.0
    for number, edge in enumerate((*BUCKETS, float("inf"))):
        total += figures[f"bucket {by} {number}"]
        sums.append(("+Inf" if edge == float("inf") else str(edge), total))
    return sums
