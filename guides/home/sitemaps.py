"""The sitemap index: what is public, with the day it really changed (sitemaps.org protocol)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.db.models.functions import Greatest
from django.urls import reverse

from guides.companies.models import Company
from guides.guide.editions import Edition
from guides.home.structured_data import absolute
from guides.site.models import Page
from guides.stories.models import Story
from guides.topics.models import Topic


class PublicSitemap(Sitemap):
    """Addresses on the canonical origin, whatever host was asked."""

    limit = 10_000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class GuideSitemap(PublicSitemap):
    def items(self):
        return Edition.objects.live().for_cards().order_by("pk")

    def lastmod(self, edition):
        return edition.published_at


class StorySitemap(PublicSitemap):
    def items(self):
        return Story.objects.approved().for_cards().order_by("pk")

    def lastmod(self, story):
        return story.decided_at


class _Overview(PublicSitemap):
    """Pages that list guides: they change with themselves or with the latest guide on them."""

    model = None

    def items(self):
        live = self.model.objects.filter(editions__live_guide__isnull=False)
        latest = Max("editions__published_at")
        return live.annotate(changed_at=Greatest("updated_at", latest)).order_by("pk")

    def lastmod(self, item):
        return item.changed_at


class TopicSitemap(_Overview):
    model = Topic


class CompanySitemap(_Overview):
    model = Company


class PageSitemap(PublicSitemap):
    def items(self):
        return Page.objects.order_by("pk")

    def lastmod(self, page):
        return page.updated_at


SITEMAPS = {
    "guide": GuideSitemap,
    "storie": StorySitemap,
    "argomenti": TopicSitemap,
    "aziende": CompanySitemap,
    "pagine": PageSitemap,
}


def parts() -> list[dict]:
    """The index's rows: each part's whole address and the latest change in it, if any."""
    rows = []
    for name, part in SITEMAPS.items():
        sitemap = part()
        path = reverse("sitemap_part", args=[name])
        for page in sitemap.paginator.page_range:
            location = absolute(path) + (f"?p={page}" if page > 1 else "")
            rows.append({"location": location, "last_mod": sitemap.get_latest_lastmod()})
    return rows
