"""What our Atom feeds (RFC 4287) have in common: ids that never change, text that is always XML."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from guides.home.structured_data import absolute
from guides.site.models import SiteSettings
from guides.text.canonical import tidy

ENTRIES = 30
BEFORE_ALL = datetime(2026, 1, 1, tzinfo=UTC)


def stable_id(kind: str, number) -> str:
    """A tag: URI (RFC 4151): it names the thing, not the address where it is today."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{kind}/{number}"


class Atom(Atom1Feed):
    """Whatever was typed: XML has no way to write a control character, Django refuses them."""

    def __init__(self, **words) -> None:
        super().__init__(**_tidied(words))

    def add_item(self, **words) -> None:
        super().add_item(**_tidied(words))

    def latest_post_date(self) -> datetime:
        """An empty feed has not changed since the last time it was asked for."""
        return super().latest_post_date() if self.items else BEFORE_ALL


def _tidied(words: dict) -> dict:
    return {name: tidy(word) if isinstance(word, str) else word for name, word in words.items()}


class AtomFeed(Feed):
    """A feed of ours: whole addresses on the canonical origin, the newsroom as author."""

    feed_type = Atom
    language = "it"

    def title(self, obj=None):
        return f"{self.heading(obj)} · {SiteSettings.current().name}"

    def heading(self, obj=None):
        return self.name_in_words

    def link(self, obj=None):
        return absolute(self.page_path(obj))

    def feed_url(self, obj=None):
        return absolute(self.path(obj))

    def path(self, obj=None):
        return reverse(self.name)

    def feed_guid(self, obj=None):
        return stable_id("feed", self.name)

    def author_name(self, obj=None):
        return SiteSettings.current().name

    def item_link(self, item):
        return absolute(item.get_absolute_url())
