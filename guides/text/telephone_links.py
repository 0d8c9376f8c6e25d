"""Telephone numbers in Markdown's words become links that call. Pure."""

from collections.abc import Iterator

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from guides.text.telephones import Telephone, linked, telephones_in

# What stands for words that are read for what they say of a number, and are never a link.
NOT_OURS = "¶"
FEWEST_DIGITS = 3


def link_telephones(blocks: list[Token]) -> None:
    """Give every number in the blocks' own words its link; those in a link or code have none."""
    for block in blocks:
        if block.children:
            block.children = list(_with_links(block.children))


def linked_line(words: str) -> str:
    """A line of words as HTML."""
    parts = linked(words, telephones_in(words))
    return "".join(
        f'<a href="{href}">{escapeHtml(said)}</a>' if href else escapeHtml(said)
        for said, href in parts
    )


def _with_links(children: list[Token]) -> Iterator[Token]:
    """The tokens, a text with numbers cut at each of them.

    Numbers are looked for in the whole line, where «chiama il» may stand before bold ones and
    «ordine» too; one whose digits are partly bold stays as it is.
    """
    said = [_said(child) for child in children]
    line = "".join(said)
    found = telephones_in(line) if sum(map(str.isdigit, line)) >= FEWEST_DIGITS else []
    place = links = 0
    for child, words in zip(children, said, strict=True):
        links += child.nesting if child.tag == "a" else 0
        within = [one for one in found if place <= one.start and one.end <= place + len(words)]
        if child.type == "text" and within and not links:
            yield from _cut(child, [Telephone(t.shown, t.start - place, t.dialled) for t in within])
        else:
            yield child
        place += len(words)


def _said(token: Token) -> str:
    if token.type == "text":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return NOT_OURS * len(token.content)


def _cut(text: Token, telephones: list[Telephone]) -> Iterator[Token]:
    for words, href in linked(text.content, telephones):
        if href:
            yield Token("link_open", "a", 1, attrs={"href": href}, level=text.level)
        yield Token("text", "", 0, content=words, level=text.level + bool(href))
        if href:
            yield Token("link_close", "a", -1, level=text.level)
