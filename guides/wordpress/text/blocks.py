"""A text of the block editor: its comments are taken out, what stands between blocks is classic."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from guides.text.numbers import whole_number
from guides.wordpress.text.autop import autop

MARK = re.compile(r"<!--\s+(/)?wp:([a-z][\w/-]*)\s+(\{.*?\}\s+)?(/)?-->", re.DOTALL)
MORE = re.compile(r"<!--\s*(?:more.*?|nextpage|noteaser)\s*-->", re.IGNORECASE)
SILENT = frozenset(["more", "nextpage", "spacer", "separator", "freeform", "core/freeform"])
DEEPEST = 3  # reusable blocks inside reusable blocks


@dataclass
class Unblocked:
    """HTML with paragraphs; `left_out` names the blocks that a program of WordPress's filled."""

    html: str
    left_out: list[str] = field(default_factory=list)


def unblocked(content: str, *, reusable: Callable[[int], str], depth: int = 0) -> Unblocked:
    """What a post's text is as HTML, whichever editor wrote it."""
    content = MORE.sub("\n\n", content)
    found, at, open_blocks = Unblocked(""), 0, 0
    for mark in MARK.finditer(content):
        between = content[at : mark.start()]
        found.html += between if open_blocks else autop(between)
        at = mark.end()
        is_end, name, alone = bool(mark[1]), mark[2], bool(mark[4])
        if alone:
            _alone(found, name, mark[3], reusable, depth)
        elif name not in ("freeform", "core/freeform"):
            open_blocks = max(0, open_blocks + (-1 if is_end else 1))
    found.html += content[at:] if open_blocks else autop(content[at:])
    return found


def _alone(found: Unblocked, name: str, attributes: str | None, reusable, depth: int) -> None:
    text = reusable(_ref(attributes)) if name in ("block", "core/block") else ""
    if text and depth < DEEPEST:
        inner = unblocked(text, reusable=reusable, depth=depth + 1)
        found.html += inner.html
        found.left_out += inner.left_out
    elif name not in SILENT:
        found.left_out.append(name)


def _ref(attributes: str | None) -> int:
    try:
        said = json.loads(attributes or "{}")
    except (ValueError, RecursionError):
        return 0
    return whole_number(str(said.get("ref", ""))) or 0 if isinstance(said, dict) else 0
