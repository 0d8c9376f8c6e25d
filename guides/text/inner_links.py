"""Links that follow what they lead to: `[parole](guida:…)`, whatever its address becomes.

Behind the colon stands what never changes: a guide's number or a section's uid. This room knows no
guide: whoever has them says where they are (`register`). What leads nowhere is words, never a link.
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
GONE = "porta a una guida o a una sezione che non c’è: scegli di nuovo dove porta, con «Link»."


@dataclass(frozen=True)
class Place:
    """Where an identity leads now; `is_live` when readers can go there."""

    address: str
    title: str
    is_live: bool


@dataclass(frozen=True)
class InnerLink:
    identity: str  # what follows the scheme
    words: str
    line: int


_finders: list[Callable[[set[str]], dict[str, Place]]] = []


def register(find: Callable[[set[str]], dict[str, Place]]) -> None:
    """Say who knows the places: {identity: place}, without those that are not there."""
    _finders[:] = [find]


def places(identities: Iterable[str]) -> dict[str, Place]:
    wanted = set(identities)
    return _finders[0](wanted) if wanted and _finders else {}


def links_in(source: str) -> list[InnerLink]:
    """Every such link of a source, in order; none past the bounds, which others refuse."""
    if SCHEME not in source.lower():
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
    return str(link.attrs["href"]).lower().startswith(SCHEME)


def _identity(link: Token) -> str:
    found = IDENTITY.fullmatch(str(link.attrs["href"]))
    return found[1] if found else ""


def _unmake(token: Token) -> None:
    token.type, token.tag, token.nesting, token.content = "text", "", 0, ""
