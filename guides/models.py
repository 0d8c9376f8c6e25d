"""Doorplate: the models Django must know. Rooms import from rooms, never from here."""

from guides.authors.models import Author, AuthorLink
from guides.companies.models import Company, ContactChannel
from guides.guide.addresses import OldGuideSlug, OldSectionSlug
from guides.guide.editions import Edition, EditionSection
from guides.guide.models import Guide, Section, Source
from guides.mail.models import Appointment, Letter
from guides.site.models import Page, SiteLink, SiteSettings
from guides.spam.models import Attempt, BlockedTerm, SpamWord, TextTrace
from guides.topics.models import Topic

__all__ = [
    "Appointment",
    "Attempt",
    "Author",
    "AuthorLink",
    "BlockedTerm",
    "Company",
    "ContactChannel",
    "Edition",
    "EditionSection",
    "Guide",
    "Letter",
    "OldGuideSlug",
    "OldSectionSlug",
    "Page",
    "Section",
    "SiteLink",
    "SiteSettings",
    "Source",
    "SpamWord",
    "TextTrace",
    "Topic",
]
