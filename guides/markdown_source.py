"""Markdown written by us: plain words in it, and a source as part of a longer document. Pure.

What we write is read by strict CommonMark, where raw HTML is HTML, not text as on our pages.
"""

import re
from urllib.parse import urljoin

from markdown_it.token import Token

from guides.canonical import tidy
from guides.commonmark import callout, parse
from guides.markdown import fit_headings

SIGNS = re.compile(r"([\\`*\[\]<>#|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;))")
AT_THE_START = re.compile(r"(\d{1,9})(?=[.)])|(?=[-+=:])")
BRACKETS = str.maketrans("[]", "()")
CLOSED = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*")
# Code, an address between angle brackets or an escaped sign stay as they are; an address of the
# site is made whole; any other "<" would begin HTML.
IN_A_LINE = re.compile(
    r"(?P<kept>(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)|\\.|\]\(\s*<[^<>\n]*>|"
    r"<[a-z][a-z0-9+.-]{1,31}:[^\s<>]*>|<[^\s<>@/]+@[^\s<>]+>)|"
    r"\]\((?P<ours>[#/][^\s()]*)|<(?=[a-z/!?])",
    re.IGNORECASE | re.DOTALL,
)


def words(text: str) -> str:
    """Plain text on one line of a Markdown document: it says the same, and is no markup."""
    line = SIGNS.sub(r"\\\1", " ".join(tidy(text).split()))
    return AT_THE_START.sub(r"\1\\", line, count=1) if AT_THE_START.match(line) else line


def name(text: str) -> str:
    """Plain text as the words of a link, for simple readers that end it at the first bracket."""
    return words(text.translate(BRACKETS))


def part(source: str, *, headings_from: int, page: str) -> str:
    """A source as a part of a longer document that is read elsewhere than at the address `page`.

    It says what `markdown.render` shows and leaves nothing open, neither a fence nor a tag; its
    headings stand below the document's own; a callout is a quotation.
    """
    source = tidy(source).strip("\n")
    lines, tokens = source.split("\n"), parse(source)
    fit_headings(tokens, headings_from)
    end = _fence_to_close(tokens, lines)
    for token in reversed(tokens):  # what is inside comes before what is around it
        if token.type == "inline" and token.map:
            _mend_lines(lines, token, page)
        elif token.type == "heading_open":
            _set_level(lines, token)
        elif token.type == "container_callout_open":
            _quote(lines, token)
    return "\n".join(lines + end)


def _mend_lines(lines: list[str], inline: Token, page: str) -> None:
    def mended(found: re.Match) -> str:
        if found["ours"]:
            return f"]({urljoin(page, found['ours'])}"
        return found["kept"] or r"\<"

    first, last = inline.map
    lines[first:last] = IN_A_LINE.sub(mended, "\n".join(lines[first:last])).split("\n")


def _set_level(lines: list[str], heading: Token) -> None:
    (first, last), signs = heading.map, "#" * int(heading.tag[1])
    if heading.markup.startswith("#"):
        lines[first] = re.sub("#+", signs, lines[first], count=1)
    elif heading.level == 0:  # underlined: one line with signs, whatever it was written on
        one_line = " ".join([signs, *(line.strip() for line in lines[first : last - 1])])
        lines[first:last] = [one_line, *[""] * (last - first - 1)]


def _quote(lines: list[str], opening: Token) -> None:
    (first, last), (_, label, title) = opening.map, callout(opening)
    before = lines[first][: lines[first].index(":::")]
    below = re.sub(r"[^>\s]", " ", before)  # a list's sign stands on its first line only
    lines[first] = f"{before}> **{label}** {words(title)}".rstrip() + f"\n{below}>"
    for number in range(first + 1, last):
        lines[number] = re.sub(r"^\s*", r"\g<0>> ", lines[number], count=1)
    if last < len(lines):
        lines[last] = re.sub(r":{3,}\s*$", "", lines[last])


def _fence_to_close(tokens: list[Token], lines: list[str]) -> list[str]:
    """The end of a fence that its author left open, for the rest would be code."""
    last = tokens[-1] if tokens else None
    if last is None or last.type != "fence" or last.level:
        return []
    opened, closed = last.markup, CLOSED.fullmatch(lines[last.map[1] - 1])
    is_closed = closed and closed[1].startswith(opened) and last.map[1] - last.map[0] > 1
    return [] if is_closed else [opened]
