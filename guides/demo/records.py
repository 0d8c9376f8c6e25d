"""What the demo's files say, one frozen record a thing. Pure."""

import datetime
from dataclasses import dataclass


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
    """`sectors` are names, `topics` slugs."""

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
    sectors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


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
    staff: bool = False
    replies: tuple["CommentRecord", ...] = ()
