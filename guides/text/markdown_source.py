"""Markdown written by us: plain words in it, and a source as part of a longer document. Pure.

What we write is read by strict CommonMark, where raw HTML is HTML, not text as on our pages.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from mdformat.renderer import DEFAULT_RENDERERS, MDRenderer, RenderContext, RenderTreeNode

from guides.text import inner_links
from guides.text.canonical import tidy
from guides.text.commonmark import callout, inlines, parse
from guides.text.markdown import fit_headings

SIGNS = re.compile(r"([\\`*\[\]<>#|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;))")
AT_THE_START = re.compile(r"(\d{1,9})(?=[.)])|(?=[-+=:])")
BRACKETS = str.maketrans("[]", "()")


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
    tokens = parse(source)
    inner_links.resolve(tokens)
    fit_headings(tokens, headings_from)
    for token in tokens:
        if token.type == "heading_open":
            token.markup = "#" * int(token.tag[1])
        elif token.type == "fence" and not token.content.endswith("\n"):
            token.content += "\n"  # left open on the source's last line
    for token in inlines(tokens):
        for attribute in ("href", "src"):
            if str(token.attrs.get(attribute, "")).startswith(("#", "/")):
                token.attrs[attribute] = urljoin(page, str(token.attrs[attribute]))
    return MDRenderer().render(tokens, {"parser_extension": [_Ours]}, {})


def _callout(node: RenderTreeNode, context: RenderContext) -> str:
    _, label, title = callout(node.to_tokens()[0])
    heading = f"**{label}** {words(title)}".rstrip()
    blocks = [heading, *(child.render(context) for child in node.children)]
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))


def _table(node: RenderTreeNode, context: RenderContext) -> str:
    rows = [list(_cells(row, context)) for part in node.children for row in part.children]
    rows.insert(1, [_alignment(cell) for cell in node.children[0].children[0].children])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(row: RenderTreeNode, context: RenderContext) -> Iterator[str]:
    for cell in row.children:
        text = "".join(child.render(context) for child in cell.children)
        yield re.sub(r"(?<!\\)\|", r"\\|", text).replace("\n", " ")


def _alignment(cell: RenderTreeNode) -> str:
    style = str(cell.attrs.get("style", ""))
    left, right = style.endswith(("left", "center")), style.endswith(("right", "center"))
    return f"{':' if left else ''}---{':' if right else ''}"


def _line_break(node: RenderTreeNode, context: RenderContext) -> str:
    inside: Iterator[str] = (around.type for around in _around(node))
    # In a heading the library writes <br />, which would be HTML.
    return (
        " "
        if {"heading", "th", "td"} & set(inside)
        else DEFAULT_RENDERERS["hardbreak"](node, context)
    )


def _around(node: RenderTreeNode) -> Iterator[RenderTreeNode]:
    while node.parent:
        node = node.parent
        yield node


class _Ours:
    """What our Markdown has beside CommonMark, for the library's renderer."""

    RENDERERS = {"container_callout": _callout, "table": _table, "hardbreak": _line_break}
