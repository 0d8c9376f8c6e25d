"""Doorplate: the models Django must know. Rooms import from rooms, never from here."""

from guides.authors.models import Author, AuthorLink
from guides.companies.models import Company, ContactChannel
from guides.guide.addresses import OldGuideSlug, OldSectionSlug
from guides.guide.editions import Edition, EditionSection
from guides.guide.models import Guide, Section, Source
from guides.site.models import Page, SiteLink, SiteSettings
from guides.topics.models import Topic

__all__ = [
    "Author",
    "AuthorLink",
    "Company",
    "ContactChannel",
    "Edition",
    "EditionSection",
    "Guide",
    "OldGuideSlug",
    "OldSectionSlug",
    "Page",
    "Section",
    "SiteLink",
    "SiteSettings",
    "Source",
    "Topic",
]
