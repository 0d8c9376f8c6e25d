"""Addresses that are the site's own, read from its URLs: no page of an editor's may take one."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.deconstruct import deconstructible

# Where a route stops being literal: at a converter, or at a sign of a regular expression.
NOT_LITERAL = re.compile(r"[<(\[\\^$?*+|]")


def routes(patterns=None, before: str = "") -> Iterator[str]:
    """Every route of the site, from its beginning."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def words_after(root: str) -> set[str]:
    """The literal words that stand next after `root` ("", "guide/") in an address of the site."""
    every = [*routes(), settings.STATIC_URL.lstrip("/"), settings.MEDIA_URL.lstrip("/")]
    rests = (route.removeprefix(root) for route in every if route.startswith(root))
    words = (rest.partition("/") for rest in rests)
    return {word for word, slash, _ in words if slash and word and not NOT_LITERAL.search(word)}


@deconstructible
class NotTheSites:
    """For the slug of what stands at `/root/slug/`: refuse a word that the site uses there."""

    def __init__(self, root: str = "") -> None:
        self.root = root

    def __call__(self, slug: str) -> None:
        if slug.lower() in words_after(self.root):
            raise ValidationError(
                f"«/{self.root}{slug}/» è già un indirizzo del sito: scegline un altro."
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NotTheSites) and self.root == other.root

    def __hash__(self) -> int:
        return hash(self.root)
