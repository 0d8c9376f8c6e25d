"""What the demo's files say, one frozen record a thing. Pure."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SourceRecord:
    title: str
    address: str
    publisher: str
    consulted_on: datetime.date


@dataclass(frozen=True)
class SectionRecord:
    """A heading and what follows it; `level` is 1 or 2."""

    slug: str
    title: str
    level: int
    problem: str
    body: str


@dataclass(frozen=True)
class GuideRecord:
    slug: str
    title: str
    summary: str
    introduction: str
    topic: str
    author: str
    verified_on: datetime.date
    sources: tuple[SourceRecord, ...]
    sections: tuple[SectionRecord, ...]
    company: str = ""
    other_companies: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageRecord:
    slug: str
    title: str
    summary: str
    body: str


@dataclass(frozen=True)
class FactRecord:
    """A fact; of the columns for its value only those of its kind are filled."""

    key: str
    name: str
    kind: str
    source_title: str
    checked_on: datetime.date
    number: int | None = None
    unit: str = ""
    amount: str | None = None
    place: str = ""
    telephone: str = ""
    email: str = ""
    link: str = ""
    link_words: str = ""
    words: str = ""
    source_address: str = ""
    source_urn: str = ""
    source_words: str = ""
    is_verified: bool = False
    disagreement: str = ""
    valid_from: datetime.date | None = None
    check_by: datetime.date | None = None


@dataclass(frozen=True)
class DatumRecord:
    """`choices` are the words of each answer by its key, in order."""

    key: str
    kind: str
    question: str
    help: str = ""
    is_personal: bool = False
    accepts_unknown: bool = True
    choices: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OutcomeRecord:
    """Where a way ends; `helps` are addresses of the site."""

    title: str
    text: str
    helps: tuple[str, ...]


@dataclass(frozen=True)
class FlowRecord:
    """A guided way: {question: {answer: question or outcome}}, (answers, outcome) to be reached."""

    slug: str
    title: str
    summary: str
    topic: str
    author: str
    verified_on: datetime.date
    questions: dict[str, dict[str, str]]
    outcomes: dict[str, OutcomeRecord]
    paths: tuple[tuple[str, str], ...]
    company: str = ""
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True)
class VersionRecord:
    """`length` is a number and a unit, and perhaps another pair: [14, giorni, 12, mesi]."""

    length: list
    regime: str
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    when: str = ""
    answer: str = ""
    note: str = ""


@dataclass(frozen=True)
class RuleExampleRecord:
    start: datetime.date
    end: datetime.date
    why: str
    answers: str = ""


@dataclass(frozen=True)
class RuleRecord:
    """`topic` and `companies` are slugs, `sectors` names, what is asked keys of the glossary."""

    slug: str
    name: str
    lets: str
    topic: str
    starts_from: str
    source_title: str
    checked_on: datetime.date
    check_by: datetime.date
    versions: tuple[VersionRecord, ...]
    examples: tuple[RuleExampleRecord, ...]
    judged_by: str = ""
    is_theirs: bool = False
    before: str = ""
    after: str = ""
    if_late: str = ""
    source_address: str = ""
    source_urn: str = ""
    source_words: str = ""
    is_verified: bool = False
    disagreement: str = ""
    companies: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True)
class TopicRecord:
    slug: str
    name: str
    description: str


@dataclass(frozen=True)
class SectorRecord:
    name: str
    every_company: str


@dataclass(frozen=True)
class AuthorityRecord:
    slug: str
    name: str
    full_name: str
    problem: str
    purpose: str
    cost: str
    when: str
    how: str
    website: str
    source_title: str
    source: str
    verified_on: datetime.date
    sectors: tuple[str, ...] = ()  # names
    topics: tuple[str, ...] = ()  # slugs


@dataclass(frozen=True)
class ShortcutRecord:
    kind: str
    words: str
    address: str


@dataclass(frozen=True)
class ChannelRecord:
    name: str
    kind: str
    value: str
    hours: str
    cost: str
    verified_on: datetime.date
    note: str


@dataclass(frozen=True)
class CompanyRecord:
    slug: str
    name: str
    description: str
    website: str
    channels: tuple[ChannelRecord, ...]
    sector: str = ""


@dataclass(frozen=True)
class LinkRecord:
    label: str
    address: str


@dataclass(frozen=True)
class AuthorRecord:
    slug: str
    name: str
    is_person: bool
    one_line: str
    biography: str
    publications: tuple[LinkRecord, ...]
    links: tuple[LinkRecord, ...]


@dataclass(frozen=True)
class SiteRecord:
    name: str
    tagline: str
    contact_email: str
    footer: str
    social_title: str
    social_links: tuple[LinkRecord, ...]
    sister_sites: tuple[LinkRecord, ...]


@dataclass(frozen=True)
class SynonymRecord:
    """What readers write, parted by commas, and what the guides say."""

    wordings: str
    meaning: str
    replaces: bool = False


@dataclass(frozen=True)
class SignpostRecord:
    """What readers write, parted by commas, about what the guides do not treat; who does."""

    wordings: str
    says: str
    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class StoryRecord:
    """`company` is the slug of one of ours; `company_name` is what a reader typed instead."""

    slug: str
    title: str
    text: str
    topic: str
    name: str
    used_on: datetime.date
    outcome: str
    asked: str
    answered: str
    company: str = ""
    company_name: str = ""


@dataclass(frozen=True)
class CommentRecord:
    """Stands under the guide or the story of that slug; `replies` nest to a depth of three."""

    name: str
    text: str
    guide: str = ""
    story: str = ""
    section: str = ""
    key: str = ""  # what it was sent as: it stays when others are written before it
    staff: bool = False
    replies: tuple["CommentRecord", ...] = ()
