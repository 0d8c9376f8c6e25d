"""Index: the models Django must know. Rooms import from rooms, never from here."""

from guides.authorities.models import Authority
from guides.authors.models import Author, AuthorLink
from guides.comments.announcing import Announcement
from guides.comments.discussion import Discussion
from guides.comments.follower import Follower
from guides.comments.models import Comment
from guides.companies.models import Company, ContactChannel
from guides.companies.sectors import Sector
from guides.contributions.addressed import RefusedAddress
from guides.contributions.update import Update
from guides.desk.kept import KeptText
from guides.facts.keys import FormerKey
from guides.facts.law import LawArticle
from guides.facts.models import Fact
from guides.feedback.remarks import Remark
from guides.feedback.standing import PublicStanding
from guides.feedback.votes import SectionVote
from guides.guide.addresses import OldGuideSlug, OldSectionSlug
from guides.guide.editions import Edition, EditionSection
from guides.guide.fact_check.models import OutsideAnswer
from guides.guide.follower import GuideFollower
from guides.guide.freshness.models import OwnersWeek
from guides.guide.models import Guide, Section, Source
from guides.guide.presence import EditingPresence
from guides.guide.review.models import Review, ReviewNote
from guides.guide.schedule.models import Schedule
from guides.guide.shelves import EditionCompany, EditionSector
from guides.guide.versions.edits import SectionEdit
from guides.guide.versions.kept import KeptDraft
from guides.guide.with_facts.uses import FactUse, LiveFactUse
from guides.mail.models import Appointment, Letter
from guides.moderation import expiries, holdings  # noqa: F401 - what they register
from guides.moderation.blocks import Block
from guides.moderation.contest import Contest
from guides.moderation.contributors import Contributor
from guides.moderation.conversation import InternalNote, Question
from guides.moderation.correction import Correction
from guides.moderation.decisions import Decision, Reason
from guides.moderation.item import QueueItem
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings, ModeratorPreferences
from guides.moderation.queue_text import QueueText
from guides.outside.models import OutsideAddress
from guides.pages.models import PurgedTags
from guides.questions.follower import QuestionFollower
from guides.questions.models import QuestionDay, QuestionReport, SearchQuestion
from guides.search.models import (
    IndexedStem,
    IndexedWord,
    PromotedAnswer,
    SearchDocument,
    SearchIndex,
    Signpost,
    Synonym,
)
from guides.site.models import Page, SiteLink, SiteSettings
from guides.site.shortcuts import Shortcut
from guides.spam.models import Attempt, BlockedTerm, SpamWord, TextTrace
from guides.stories.attachment import Attachment
from guides.stories.models import Story
from guides.topics.models import Topic
from guides.uploads.pictures import Picture

__all__ = [
    "Announcement",
    "Appointment",
    "Attachment",
    "Attempt",
    "Author",
    "AuthorLink",
    "Authority",
    "Block",
    "BlockedTerm",
    "Comment",
    "Company",
    "ContactChannel",
    "Contest",
    "Contributor",
    "Correction",
    "Decision",
    "Discussion",
    "EditingPresence",
    "Edition",
    "EditionCompany",
    "EditionSection",
    "EditionSector",
    "Fact",
    "FactUse",
    "Follower",
    "FormerKey",
    "Guide",
    "GuideFollower",
    "IndexedStem",
    "IndexedWord",
    "InternalNote",
    "KeptDraft",
    "KeptText",
    "LawArticle",
    "Letter",
    "LiveFactUse",
    "ModerationSettings",
    "ModeratorPreferences",
    "OldGuideSlug",
    "OldSectionSlug",
    "Original",
    "OutsideAddress",
    "OutsideAnswer",
    "OwnersWeek",
    "Page",
    "Picture",
    "PromotedAnswer",
    "PublicStanding",
    "PurgedTags",
    "Question",
    "QuestionDay",
    "QuestionFollower",
    "QuestionReport",
    "QueueItem",
    "QueueText",
    "Reason",
    "RefusedAddress",
    "Remark",
    "Review",
    "ReviewNote",
    "Schedule",
    "SearchDocument",
    "SearchIndex",
    "SearchQuestion",
    "Section",
    "SectionEdit",
    "SectionVote",
    "Sector",
    "Shortcut",
    "Signpost",
    "SiteLink",
    "SiteSettings",
    "Source",
    "SpamWord",
    "Story",
    "Synonym",
    "TextTrace",
    "Topic",
    "Update",
]
