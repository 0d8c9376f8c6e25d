"""Tags in a Markdown source: `{{fatto:rimborso-recesso|giorni}}`. Pure: what a fact says is asked.

A tag in code is text, as in any example; one after a backslash too. Where only words fit (an
address, the words of a link, the title of a callout) a tag gives words and no markup.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from markdown_it.token import Token

from guides.text.commonmark import parse

TAG = re.compile(
    r"(?<!\\)\{\{\s*fatto\s*:\s*(?P<key>[\w-]+)\s*(?:\\?\|\s*(?P<format>[\w-]*)\s*)?\}\}",
    re.IGNORECASE,
)
NEARLY = re.compile(r"(?<!\\)\{\{\s*fatt[oi]\b[^{}\n]{0,80}\}{0,2}", re.IGNORECASE)


class TagContext(Enum):
    """What may stand where a tag stands."""

    CODE, WORDS, MARKDOWN = range(3)


@dataclass(frozen=True)
class Tag:
    """A fact's key and the format asked for, "" for its first one; where in the source it is."""

    key: str
    format: str
    start: int
    end: int
    context: TagContext

    def line_in(self, source: str) -> int:
        return source.count("\n", 0, self.start)


def is_tagged(text: str) -> bool:
    """Whether there may be a tag: cheap, for texts that have none."""
    return "{{" in text and NEARLY.search(text) is not None


def tags_in(source: str) -> list[Tag]:
    """The tags that stand for a fact, in order. Raises MarkdownRefused past the bounds."""
    return [tag for tag in _placed(source) if tag.context is not TagContext.CODE]


def nearly_tags_in(source: str) -> list[tuple[int, str]]:
    """What was meant as a tag and is none, each with the number of its line, from 0."""
    if not is_tagged(source):
        return []
    rest = TAG.sub(lambda found: " " * len(found[0]), source)
    found = list(NEARLY.finditer(rest))
    marked, marks = _marked(rest, [(f.start(), f.end()) for f in found])
    tokens = parse(marked) if marks else []
    in_code = {mark for mark in marks if _context_of(mark, tokens) is TagContext.CODE}
    return [
        (rest.count("\n", 0, one.start()), one[0])
        for one, mark in zip(found, marks, strict=True)
        if mark not in in_code
    ]


def replaced(source: str, say: Callable[[Tag], str]) -> str:
    """The source with each tag that stands for a fact replaced by what `say` answers."""
    written, done = [], 0
    for tag in tags_in(source):
        written += [source[done : tag.start], say(tag)]
        done = tag.end
    return "".join([*written, source[done:]])


def in_a_line(text: str, say: Callable[[Tag], str]) -> str:
    """The same of a text that is no Markdown: a tag gives words."""
    found = [
        Tag(f["key"].lower(), (f["format"] or "").lower(), f.start(), f.end(), TagContext.WORDS)
        for f in TAG.finditer(text)
    ]
    for tag in reversed(found):
        text = text[: tag.start] + say(tag) + text[tag.end :]
    return text


def _placed(source: str) -> list[Tag]:
    if not is_tagged(source):
        return []
    found = list(TAG.finditer(source))
    marked, marks = _marked(source, [(f.start(), f.end()) for f in found])
    tokens = parse(marked)
    return [
        Tag(
            f["key"].lower(),
            (f["format"] or "").lower(),
            f.start(),
            f.end(),
            _context_of(mark, tokens),
        )
        for f, mark in zip(found, marks, strict=True)
    ]


def _marked(source: str, spans: list[tuple[int, int]]) -> tuple[str, list[str]]:
    """The source with a word of our own in the place of each span, that no source has."""
    name = "fattoq"
    while name in source.lower():
        name += "q"
    marks = [f"{name}{n}z" for n in range(len(spans))]
    for (start, end), mark in zip(reversed(spans), reversed(marks), strict=True):
        source = source[:start] + mark + source[end:]
    return source, marks


def _context_of(mark: str, tokens: Iterable[Token]) -> TagContext:
    for token in tokens:
        if mark in token.info:
            return TagContext.CODE if token.type == "fence" else TagContext.WORDS
        if token.type in ("fence", "code_block") and mark in token.content:
            return TagContext.CODE
        if token.children and (mark in token.content or _in_an_address(mark, token.children)):
            return _inline_context(mark, token.children)
    return TagContext.WORDS  # the definition of an address that no link names


def _inline_context(mark: str, children: list[Token]) -> TagContext:
    depth, context = 0, TagContext.WORDS
    for child in children:
        depth += (child.type == "link_open") - (child.type == "link_close")
        if mark not in child.content:
            continue
        if child.type == "code_inline":
            return TagContext.CODE
        if child.type == "text" and not depth:
            context = TagContext.MARKDOWN
    return context


def _in_an_address(mark: str, children: list[Token]) -> bool:
    return any(mark in str(value) for child in children for value in child.attrs.values())
