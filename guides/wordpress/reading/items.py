"""An item of an export as a plain record. Pure."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from guides.text.numbers import whole_number
from guides.wordpress.reading.wxr import name_of

TAG = re.compile(r"<[/!?a-zA-Z][^>]*>")  # «3 < 5» is no tag
META = {"_thumbnail_id", "_wp_attachment_image_alt", "_wp_attached_file", "_wp_old_slug"}
HERE = ZoneInfo("Europe/Rome")  # of a date that says no zone


@dataclass(frozen=True)
class Term:
    domain: str  # category, post_tag or a taxonomy of a plugin's
    slug: str
    name: str


@dataclass(frozen=True)
class ExportedComment:
    """A comment."""

    id: int
    author: str
    email: str
    text: str
    moment: datetime | None
    state: str  # 1, 0, spam, trash
    kind: str  # "" or comment; pingback, trackback
    parent: int
    user: int


@dataclass
class Item:
    """A post, a page, an attachment, whatever WordPress keeps as one."""

    id: int = 0
    kind: str = ""
    status: str = ""
    title: str = ""
    link: str = ""
    guid: str = ""
    slug: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    password: str = ""
    parent: int = 0
    attachment_url: str = ""
    moment: datetime | None = None
    changed: datetime | None = None
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    comments: list[ExportedComment] = field(default_factory=list)

    def one(self, key: str) -> str:
        return next(iter(self.meta.get(key, ())), "")


def item_of(element: Element) -> Item:
    said = {name: child.text or "" for child in element if (name := _told(child))}
    return Item(
        id=number(said.get("post_id", "")),
        kind=said.get("post_type", "").strip() or "post",
        status=said.get("status", "").strip(),
        title=in_words(said.get("title", "")),
        link=said.get("link", "").strip(),
        guid=said.get("guid", "").strip(),
        slug=said.get("post_name", "").strip(),
        creator=said.get("creator", "").strip(" \t\n<>"),
        content=said.get("encoded", ""),
        excerpt=said.get("excerpt", ""),
        password=said.get("post_password", "").strip(),
        parent=number(said.get("post_parent", "")),
        attachment_url=said.get("attachment_url", "").strip(),
        moment=_moment(said, "post_date") or _published(said),
        changed=_moment(said, "post_modified"),
        terms=[_term(child) for child in element if name_of(child) == "category"],
        meta=_meta(element),
        comments=[_comment(child) for child in element if name_of(child) == "comment"],
    )


def _told(child: Element) -> str:
    """Text and excerpt share their local name: only here the namespace is looked at."""
    name = name_of(child)
    return "excerpt" if name == "encoded" and "excerpt" in child.tag else name


def in_words(text: str) -> str:
    """A title, which may hold markup, as words."""
    return " ".join(unescape(TAG.sub("", text)).split())


def number(text: str) -> int:
    return whole_number(text.strip()) or 0


def _term(element: Element) -> Term:
    words = in_words(element.text or "")
    return Term(element.get("domain", "category"), element.get("nicename", ""), words)


def _meta(element: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for child in element:
        if name_of(child) == "postmeta":
            told = {name_of(part): part.text or "" for part in child}
            if told.get("meta_key") in META:
                found.setdefault(told["meta_key"], []).append(told.get("meta_value", "").strip())
    return found


def _comment(element: Element) -> ExportedComment:
    said = {name_of(child).removeprefix("comment_"): child.text or "" for child in element}
    return ExportedComment(
        id=number(said.get("id", "")),
        author=in_words(said.get("author", "")),
        email=said.get("author_email", "").strip(),
        text=said.get("content", ""),
        moment=_moment(said, "date"),
        state=said.get("approved", "").strip(),
        kind=said.get("type", "").strip(),
        parent=number(said.get("parent", "")),
        user=number(said.get("user_id", "")),
    )


def _moment(said: dict[str, str], name: str) -> datetime | None:
    """The moment in its zone; a draft's is all zeroes."""
    for key, zone in ((f"{name}_gmt", UTC), (name, HERE)):
        try:
            moment = datetime.strptime(said.get(key, "").strip(), "%Y-%m-%d %H:%M:%S")
        except ValueError:
            continue
        if moment.year > 1990:
            return moment.replace(tzinfo=zone)
    return None


def _published(said: dict[str, str]) -> datetime | None:
    try:
        moment = parsedate_to_datetime(said.get("pubDate", "").strip())
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if moment.year > 1990 else None
