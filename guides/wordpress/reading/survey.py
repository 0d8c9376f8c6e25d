"""The first reading of an export: is it whole, and what its items will ask of one another.

What it finds lies in a temporary file of SQLite's own, not in memory: an export has no bound.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from guides.wordpress.reading.allowed import Unreadable
from guides.wordpress.reading.items import Item, in_words, item_of, number
from guides.wordpress.reading.wxr import NO_EXPORT, name_of

OTHER_SITE = "I file sono di due siti ({} e {}): portali dentro uno alla volta."
BY_MONTH = re.compile(r"\d{4}/\d{2}/[^/]+$")
TABLES = """
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY, address TEXT, file TEXT, alt TEXT, title TEXT, link TEXT, parent INTEGER
);
CREATE INDEX by_file ON attachment (file);
CREATE TABLE post (id INTEGER PRIMARY KEY, path TEXT, kind TEXT, name TEXT);
CREATE INDEX by_path ON post (path);
CREATE TABLE chosen (id INTEGER PRIMARY KEY, slug TEXT UNIQUE);
CREATE TABLE block (id INTEGER PRIMARY KEY, content TEXT);
"""


@dataclass(frozen=True)
class Attachment:
    id: int
    address: str
    file: str
    alt: str
    title: str
    link: str
    parent: int


@dataclass(frozen=True)
class Post:
    id: int
    path: str
    kind: str
    name: str  # what its own address is made of


@dataclass
class Survey:
    """Who wrote, which categories there are, where every picture is."""

    title: str = ""
    address: str = ""  # of the site, without a slash at its end
    version: str = ""
    items: int = 0
    authors: dict[str, str] = field(default_factory=dict)  # login: the name that is shown
    author_ids: set[int] = field(default_factory=set)
    categories: dict[str, str] = field(default_factory=dict)  # slug: name
    tags: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)  # a category's slug: its parent's
    numbers: dict[str, int] = field(default_factory=dict)  # a category's slug: its number
    _kept: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(""))

    def __post_init__(self) -> None:
        self._kept.executescript(TABLES)

    @property
    def hosts(self) -> set[str]:
        """The names the site was read under."""
        host = (urlsplit(self.address).hostname or "").removeprefix("www.")
        return {host, f"www.{host}"}

    @property
    def root(self) -> str:
        """The path under which it stood: "" or "/blog"."""
        return urlsplit(self.address).path.rstrip("/")

    def attachment(self, pk: int) -> Attachment | None:
        return self._attachment("id = ?", pk)

    def attachment_of(self, file: str) -> Attachment | None:
        return self._attachment("file = ?", file)

    def attachments(self) -> Iterator[Attachment]:
        rows = self._kept.cursor()
        yield from (Attachment(*row) for row in rows.execute("SELECT * FROM attachment"))

    def post(self, pk: int) -> Post | None:
        return self._post("id = ?", pk)

    def post_at(self, path: str) -> Post | None:
        """What was at a path, written without the slashes at its ends."""
        return self._post("path = ?", path)

    def chosen(self, pk: int) -> str:
        """The slug that was chosen for a post, "" while none was."""
        row = self._kept.execute("SELECT slug FROM chosen WHERE id = ?", (pk,)).fetchone()
        return row[0] if row else ""

    def choose(self, pk: int, slugs: Iterable[str]) -> str:
        """The first of these that no other post has."""
        for slug in slugs:
            done = self._kept.execute("INSERT OR IGNORE INTO chosen VALUES (?, ?)", (pk, slug))
            if done.rowcount:
                return slug
        raise ValueError("no slug is free")

    def block(self, pk: int) -> str:
        """The text of a reusable block."""
        row = self._kept.execute("SELECT content FROM block WHERE id = ?", (pk,)).fetchone()
        return row[0] if row else ""

    def _post(self, which: str, value: object) -> Post | None:
        asked = f"SELECT * FROM post WHERE {which}"  # noqa: S608 - ours
        row = self._kept.execute(asked, (value,)).fetchone()
        return Post(*row) if row else None

    def _attachment(self, which: str, value: object) -> Attachment | None:
        asked = f"SELECT * FROM attachment WHERE {which}"  # noqa: S608 - ours
        row = self._kept.execute(asked, (value,)).fetchone()
        return Attachment(*row) if row else None

    def note(self, child: Element) -> None:
        """Take in one child of the channel."""
        name = name_of(child)
        if name in _NOTED:
            _NOTED[name](self, child)
        elif name == "item":
            self.items += 1
            self._note_item(item_of(child))

    def _note_item(self, item: Item) -> None:
        for term in item.terms:
            kept = {"category": self.categories, "post_tag": self.tags}.get(term.domain, {})
            kept.setdefault(term.slug, term.name)
        if item.kind == "attachment":
            file = file_in(item.attachment_url or item.guid) or item.one("_wp_attached_file")
            alt = in_words(item.one("_wp_attachment_image_alt"))
            address = item.attachment_url or item.guid
            row = (item.id, address, file, alt, item.title, item.link, item.parent)
            self._kept.execute("INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        elif item.kind == "wp_block":
            row = (item.id, item.content)
            self._kept.execute("INSERT OR IGNORE INTO block VALUES (?, ?)", row)
        else:
            row = (item.id, path_of(item.link), item.kind, item.slug or item.title)
            self._kept.execute("INSERT OR IGNORE INTO post VALUES (?, ?, ?, ?)", row)


def survey(children: Iterator[Element], found: Survey) -> None:
    """Take in a file. Raises Unreadable when it is no export, or not of the same site."""
    before, found.address, found.version = found.address, "", ""
    for child in children:
        found.note(child)
    if not found.address or not (found.version or found.authors):
        raise Unreadable(NO_EXPORT)
    if before and before != found.address:
        raise Unreadable(OTHER_SITE.format(before, found.address))


def path_of(address: str) -> str:
    """As addresses are compared: letters as they are read, no slash at its ends."""
    try:
        return unquote(urlsplit(address).path).strip("/")
    except ValueError:
        return ""


def file_in(address: str) -> str:
    """What a picture is called below the folder of uploads: "2019/05/mare.jpg"."""
    path = path_of(address)
    found = BY_MONTH.search(path)
    _, _, below = path.partition("uploads/")
    return below or (found[0] if found else path.rpartition("/")[2])


def _author(found: Survey, child: Element) -> None:
    said = {name_of(part): part.text or "" for part in child}
    login = said.get("author_login", "").strip()
    found.authors[login] = in_words(said.get("author_display_name", "")) or login
    found.author_ids.add(number(said.get("author_id", "")))


def _category(found: Survey, child: Element) -> None:
    said = {name_of(part): (part.text or "").strip() for part in child}
    slug = said.get("category_nicename", "")
    found.categories[slug] = in_words(said.get("cat_name", ""))
    found.parents[slug] = said.get("category_parent", "")
    found.numbers[slug] = number(said.get("term_id", ""))


def _tag(found: Survey, child: Element) -> None:
    said = {name_of(part): (part.text or "").strip() for part in child}
    found.tags[said.get("tag_slug", "")] = in_words(said.get("tag_name", ""))


def _told(attribute: str):
    def note(found: Survey, child: Element) -> None:
        words = in_words(child.text or "")
        if words and not getattr(found, attribute):
            setattr(found, attribute, words.rstrip("/") if attribute == "address" else words)

    return note


def _blog(found: Survey, child: Element) -> None:
    """Said better than by the channel's own link."""
    found.address = (child.text or "").strip().rstrip("/") or found.address


_NOTED = {
    "title": _told("title"),
    "link": _told("address"),
    "base_blog_url": _blog,
    "wxr_version": _told("version"),
    "author": _author,
    "wp_author": _author,
    "category": _category,
    "tag": _tag,
}
