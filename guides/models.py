"""Doorplate: the models Django must know. Rooms import from rooms, never from here."""

from guides.authors.models import Author, AuthorLink
from guides.companies.models import Company, ContactChannel
from guides.guide.addresses import OldGuideSlug, OldSectionSlug
from guides.guide.editions import Edition, EditionSection
from guides.guide.models import Guide, Section, Source
from guides.guide.presence import EditingPresence
from guides.mail.models import Appointment, Letter
from guides.moderation.conversation import InternalNote, Question
from guides.moderation.decisions import Decision, Reason
from guides.moderation.item import QueueItem
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings, ModeratorPreferences
from guides.moderation.standing import Contributor
from guides.search.models import (
    IndexedStem,
    IndexedWord,
    PromotedAnswer,
    SearchDocument,
    SearchIndex,
    Synonym,
)
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
    "Contributor",
    "Decision",
    "EditingPresence",
    "Edition",
    "EditionSection",
    "Guide",
    "IndexedStem",
    "IndexedWord",
    "InternalNote",
    "Letter",
    "ModerationSettings",
    "ModeratorPreferences",
    "OldGuideSlug",
    "OldSectionSlug",
    "Original",
    "Page",
    "PromotedAnswer",
    "Question",
    "QueueItem",
    "Reason",
    "SearchDocument",
    "SearchIndex",
    "Section",
    "SiteLink",
    "SiteSettings",
    "Source",
    "SpamWord",
    "Synonym",
    "TextTrace",
    "Topic",
]
