"""Markdown to safe HTML: the only renderer."""

import nh3
from markdown_it import MarkdownIt

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


class MarkdownRefused(ValueError):
    """The source is over the renderer's bounds; the message says so in Italian."""


def render(source: str, *, headings_from: int = 1) -> str:
    return nh3.clean(_parser.render(source))


def plain_text(source: str) -> str:
    return nh3.clean(_parser.render(source), tags=set())


def preview(source: str) -> str:
    """What the editor's live preview shows."""
    return render(source, headings_from=3)
