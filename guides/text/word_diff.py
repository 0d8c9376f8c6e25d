"""What changed between two texts, word by word. Pure, and bounded whatever the texts are.

The longest common subsequence of words (Hirschberg 1977), which people read more easily than one
of letters. No word is too common or too short to be held on to: in a text about rights «non», «14»
and «30» are what matters. Its cost grows with the product of the two lengths: beyond MOST it is
reckoned by words with their signs, then by lines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from rapidfuzz.distance import LCSseq

MOST = 500_000_000  # pieces of one text by pieces of the other: 100 ms, 60 MB
# A number with its points and its per cent, a word with its apostrophe: one piece each.
WORDS = re.compile(r"\s+|\d+(?:[.,:/]\d+)*(?:\s?%)?|\w+['’]?|[^\w\s]")
GRAINS = [WORDS, re.compile(r"\s+|\S+"), re.compile(r"[^\n]*\n?")]
CRUMB = re.compile(r"[^\w\n]*(?:[^\W\d_]{1,3}['’]?[^\w\n]*)?")
NO_CRUMBS = re.compile(r"\b(?:non|né|no|sì|mai|più)\b", re.IGNORECASE)
SAME, REMOVED, ADDED = "same", "removed", "added"
TAGS = {REMOVED: ("del", "tolto"), ADDED: ("ins", "aggiunto")}


@dataclass(frozen=True)
class Part:
    """Words that follow one another and went the same way."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> list[Part]:
    """The parts of both texts in reading order: what is SAME, REMOVED from old, ADDED in new."""
    before, after = _split(old, new)
    parts = list(_joined(_changes(before, after)))
    return list(_joined(_without_crumbs(parts)))


def old_side(parts: list[Part]) -> str:
    """The old text as harmless HTML, what went in <del>."""
    return _html(part for part in parts if part.kind != ADDED)


def new_side(parts: list[Part]) -> str:
    """The new text as harmless HTML, what came in <ins>."""
    return _html(part for part in parts if part.kind != REMOVED)


def in_one(parts: list[Part]) -> str:
    """Both texts as one harmless HTML: what went in <del>, what came in its place in <ins>."""
    return _html(parts)


def _split(old: str, new: str) -> tuple[list[str], list[str]]:
    for grain in GRAINS:
        before, after = grain.findall(old), grain.findall(new)
        if len(before) * len(after) <= MOST:
            return before, after
    return [old], [new]


def _changes(before: list[str], after: list[str]) -> Iterator[Part]:
    for step in LCSseq.opcodes(before, after):
        from_, to, start, end = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            yield Part(SAME, "".join(before[from_:to]))
            continue
        if from_ < to:
            yield Part(REMOVED, "".join(before[from_:to]))
        if start < end:
            yield Part(ADDED, "".join(after[start:end]))


def _without_crumbs(parts: list[Part]) -> Iterator[Part]:
    """A space, a sign or one short word between two changes is part of the change."""
    for number, part in enumerate(parts):
        is_inside = 0 < number < len(parts) - 1
        if part.kind == SAME and is_inside and _is_a_crumb(part.text):
            yield Part(REMOVED, part.text)
            yield Part(ADDED, part.text)
        else:
            yield part


def _is_a_crumb(text: str) -> bool:
    return bool(CRUMB.fullmatch(text)) and not NO_CRUMBS.search(text)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Between two stretches that stay, first all that went, then all that came."""
    for is_same, run in groupby(parts, key=lambda part: part.kind == SAME):
        some = list(run)
        for kind in [SAME] if is_same else [REMOVED, ADDED]:
            if text := "".join(part.text for part in some if part.kind == kind):
                yield Part(kind, text)


def _html(parts: Iterable[Part]) -> str:
    """Screen readers say what a line through a word and a line under it mean."""
    return "".join(_marked(part) if part.kind in TAGS else escape(part.text) for part in parts)


def _marked(part: Part) -> str:
    """The spaces at both ends are left outside: a line through nothing says nothing."""
    tag, said = TAGS[part.kind]
    words = part.text.strip()
    before, _, after = part.text.partition(words) if words else ("", "", part.text)
    hidden = '<span class="visually-hidden">{}</span>'
    first, last = hidden.format(f"[{said}: "), hidden.format("]")
    return f"{before}<{tag}>{first}{escape(words)}{last}</{tag}>{after}"
