"""Links that follow what they lead to: `[parole](guida:…)`, `(lettera:…)`, wherever it moves.

Behind the colon stands what never changes: a guide's number or a section's uid; or a name that goes
on meaning the same thing. This room knows none of them: whoever has them says where they are
(`register`). What leads nowhere is words, never a link.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from guides.text.commonmark import MarkdownRefused, inlines, parse, text

SCHEME = "guida:"
IDENTITY = re.compile(
    r"guida:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{1,9})"
)
BY_NAME = re.compile(r"([a-z]+:)([\w-]+)")  # of the schemes of rooms that come later
CHOOSE_AGAIN = "scegli di nuovo dove porta, con «Link»."
GONE = f"porta a una guida o a una sezione che non c’è: {CHOOSE_AGAIN}"


@dataclass(frozen=True)
class LinkTarget:
    """Where an identity leads now; `is_live` when readers can go there."""

    address: str
    title: str
    is_live: bool


@dataclass(frozen=True)
class InnerLink:
    identity: str  # a guide's without its scheme, any other's whole
    words: str
    line: int

    @property
    def gone(self) -> str:
        """What is said of one that leads nowhere."""
        by_name = BY_NAME.fullmatch(self.identity)
        return f"porta a qualcosa che non c’è: {CHOOSE_AGAIN}" if by_name else GONE


Finder = Callable[[set[str]], dict[str, LinkTarget]]
_finders: dict[str, Finder] = {}


def register(find: Finder, scheme: str = SCHEME) -> None:
    """Say who knows the places: {identity: place}, without those that are not there."""
    _finders[scheme] = find


def places(identities: Iterable[str]) -> dict[str, LinkTarget]:
    wanted: dict[str, set[str]] = {}
    for identity in identities:
        named = BY_NAME.fullmatch(identity)
        wanted.setdefault(named[1] if named else SCHEME, set()).add(identity)
    found: dict[str, LinkTarget] = {}
    for scheme, some in wanted.items():
        found |= _finders[scheme](some) if scheme in _finders else {}
    return found


def is_followed(scheme: str) -> bool:
    """Whether links may begin with this scheme, colon apart."""
    return f"{scheme}:" in (SCHEME, *_finders)


def may_have_one(source: str) -> bool:
    return any(scheme in source.lower() for scheme in (SCHEME, *_finders))


def links_in(source: str) -> list[InnerLink]:
    """Every such link of a source, in order; none past the bounds, which others refuse."""
    if not may_have_one(source):
        return []
    try:
        return list(_links(parse(source)))
    except MarkdownRefused:
        return []


def resolve(tokens: list[Token]) -> None:
    """Put each link's address in its place; one that leads nowhere leaves its words alone."""
    links = [c for c in inlines(tokens) if c.type == "link_open" and _is_inner(c)]
    known = places(identity for link in links if (identity := _identity(link)))
    for token in tokens:
        gone = False
        for child in token.children or ():
            if child.type == "link_open" and _is_inner(child):
                place = known.get(_identity(child))
                gone = place is None
                if place:
                    child.attrs["href"] = place.address
                else:
                    _unmake(child)
            elif child.type == "link_close" and gone:
                _unmake(child)
                gone = False


def broken(source: str) -> list[InnerLink]:
    """Those that lead nowhere."""
    links = links_in(source)
    known = places(link.identity for link in links)
    return [link for link in links if link.identity not in known]


def _links(tokens: list[Token]) -> Iterator[InnerLink]:
    for token in tokens:
        line, children = (token.map or [0])[0], token.children or []
        for n, child in enumerate(children):
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "link_open" and _is_inner(child):
                close = next(m for m in range(n, len(children)) if children[m].type == "link_close")
                yield InnerLink(_identity(child), text(children[n + 1 : close]), line)


def _is_inner(link: Token) -> bool:
    return str(link.attrs["href"]).lower().startswith((SCHEME, *_finders))


def _identity(link: Token) -> str:
    leads = str(link.attrs["href"])
    if found := IDENTITY.fullmatch(leads):
        return found[1]
    named = BY_NAME.fullmatch(leads)
    return leads if named and named[1] in _finders and named[1] != SCHEME else ""


def _unmake(token: Token) -> None:
    token.type, token.tag, token.nesting, token.content = "text", "", 0, ""
