"""Index: the models Django must know. Rooms import from rooms, never from here."""

from guides.authorities.models import Authority
from guides.authors.models import Author, AuthorLink
from guides.backup.models import Backup
from guides.comments.announcing import Announcement
from guides.comments.discussion import Discussion
from guides.comments.follower import Follower
from guides.comments.models import Comment
from guides.companies.channel import ContactChannel
from guides.companies.models import Company
from guides.companies.sectors import Sector
from guides.contributions import mail_stopped_again  # noqa: F401 - what it registers
from guides.contributions.addressed import RefusedAddress
from guides.contributions.update import Update
from guides.deadlines.data_uses import RuleDatumUse
from guides.deadlines.editions import RuleEdition
from guides.deadlines.follower import RuleFollower
from guides.deadlines.models import Rule, RuleExample, RuleVersion
from guides.desk.kept import KeptText
from guides.facts.keys import FormerKey
from guides.facts.law import LawArticle
from guides.facts.models import Fact
from guides.failures.models import Failure
from guides.feedback.remarks import Remark
from guides.feedback.standing import PublicStanding
from guides.feedback.votes import SectionVote
from guides.glossary.models import Datum, DatumChoice
from guides.guide import withdrawn_again  # noqa: F401 - what it registers
from guides.guide.addresses import OldGuideSlug, OldSectionSlug
from guides.guide.editions import Edition, EditionSection
from guides.guide.fact_check.models import OutsideAnswer
from guides.guide.follower import GuideFollower
from guides.guide.freshness.models import OwnersWeek
from guides.guide.models import Guide, Section, Source
from guides.guide.placements import EditionCompany, EditionSector
from guides.guide.presence import EditingPresence
from guides.guide.review.models import Review, ReviewNote
from guides.guide.schedule.models import Schedule
from guides.guide.versions.edits import SectionEdit
from guides.guide.versions.kept import KeptDraft
from guides.guide.with_facts.uses import FactUse, LiveFactUse
from guides.letters.data_uses import LetterDatumUse
from guides.letters.dossier import DossierScheme
from guides.letters.editions import LetterEdition
from guides.letters.fact_uses import LetterFactUse
from guides.letters.models import FormLetter, LetterQuestion, LetterSample, LetterSource
from guides.letters.scheduling import LetterSchedule
from guides.letters.terms import LetterTerm
from guides.mail.models import Appointment, Letter
from guides.moderation import done_again, expiries, holdings  # noqa: F401 - what they register
from guides.moderation.blocks import Block
from guides.moderation.contest import Contest
from guides.moderation.contributors import Contributor
from guides.moderation.conversation import InternalNote, Question
from guides.moderation.correction import Correction
from guides.moderation.decisions import Decision
from guides.moderation.item import QueueItem
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings, ModeratorPreferences
from guides.moderation.queue_text import QueueText
from guides.moderation.reasons import Reason
from guides.outside.models import OutsideAddress
from guides.pages.models import PurgedTags
from guides.people.invitation import Invitation
from guides.people.sessions import DeskSession
from guides.questions.follower import QuestionFollower
from guides.questions.models import QuestionDay, QuestionReport, SearchQuestion
from guides.record.models import AdministrativeAct
from guides.search.documents import SearchDocument
from guides.search.editors_words import PromotedAnswer, Signpost, Synonym
from guides.search.models import IndexedStem, IndexedWord, SearchIndex
from guides.site.models import Page, SiteLink, SiteSettings
from guides.site.shortcuts import Shortcut
from guides.solver.counting import FlowDay
from guides.solver.data_uses import FlowDatumUse
from guides.solver.editions import FlowEdition, FlowPlace
from guides.solver.models import (
    Flow,
    FlowAnswer,
    FlowHelp,
    FlowOutcome,
    FlowPath,
    FlowQuestion,
)
from guides.spam.models import Attempt, BlockedTerm, SpamWord, TextTrace
from guides.stories.attachment import Attachment
from guides.stories.models import Story
from guides.topics.models import Topic
from guides.uploads.leaving import LeavingFile
from guides.uploads.pictures import Picture
from guides.wordpress.models import Imported, ImportedComment, OldAddress, WordPressSite

__all__ = [
    "AdministrativeAct",
    "Announcement",
    "Appointment",
    "Attachment",
    "Attempt",
    "Author",
    "AuthorLink",
    "Authority",
    "Backup",
    "Block",
    "BlockedTerm",
    "Comment",
    "Company",
    "ContactChannel",
    "Contest",
    "Contributor",
    "Correction",
    "Datum",
    "DatumChoice",
    "Decision",
    "DeskSession",
    "Discussion",
    "DossierScheme",
    "EditingPresence",
    "Edition",
    "EditionCompany",
    "EditionSection",
    "EditionSector",
    "Fact",
    "FactUse",
    "Failure",
    "Flow",
    "FlowAnswer",
    "FlowDatumUse",
    "FlowDay",
    "FlowEdition",
    "FlowHelp",
    "FlowOutcome",
    "FlowPath",
    "FlowPlace",
    "FlowQuestion",
    "Follower",
    "FormLetter",
    "FormerKey",
    "Guide",
    "GuideFollower",
    "Imported",
    "ImportedComment",
    "IndexedStem",
    "IndexedWord",
    "InternalNote",
    "Invitation",
    "KeptDraft",
    "KeptText",
    "LawArticle",
    "LeavingFile",
    "Letter",
    "LetterDatumUse",
    "LetterEdition",
    "LetterFactUse",
    "LetterQuestion",
    "LetterSample",
    "LetterSchedule",
    "LetterSource",
    "LetterTerm",
    "LiveFactUse",
    "ModerationSettings",
    "ModeratorPreferences",
    "OldAddress",
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
    "Rule",
    "RuleDatumUse",
    "RuleEdition",
    "RuleExample",
    "RuleFollower",
    "RuleVersion",
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
    "WordPressSite",
]
