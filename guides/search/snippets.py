"""The sentence of a text that answers, with the reader's words marked in the original spelling."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from guides.search.analyzer import Token, tokens_of

LONGEST = 240
LONGEST_TEXT = 50_000
_SENTENCE_END = re.compile(r"[.!?…;:]\s+|\n\s*")
_SPACES = re.compile(r"\s+")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text, marked when it is one of the words looked for."""

    text: str
    marked: bool = False


def as_html(parts: Iterable[Part]) -> SafeString:
    """The parts escaped, the marked ones in <mark>."""
    shown = [f"<mark>{escape(p.text)}</mark>" if p.marked else escape(p.text) for p in parts]
    return mark_safe("".join(shown))  # noqa: S308 (each part is escaped)


def marked(text: str, stems: Collection[str]) -> list[Part]:
    """The whole text in parts; joined they give back the text, letter by letter."""
    parts, shown = [], 0
    for token in tokens_of(text, stems):
        parts += [Part(text[shown : token.start]), Part(text[token.start : token.end], True)]
        shown = token.end
    return [part for part in [*parts, Part(text[shown:])] if part.text]


def snippet(text: str, weights: Mapping[str, float], longest: int = LONGEST) -> list[Part]:
    """At most about `longest` characters around the sentence with the weightiest words.

    `weights` gives each stem looked for its rarity. A text with none of them gives its beginning.
    Of a very long text the first 50,000 characters are looked at.
    """
    text = text[:LONGEST_TEXT]
    found = list(tokens_of(text, weights.keys()))
    start, first_word = _best_sentence(text, found, weights)
    return marked(_cut(text, start, first_word, longest), weights.keys())


def _best_sentence(
    text: str, found: Sequence[Token], weights: Mapping[str, float]
) -> tuple[int, int]:
    """(where the sentence with the weightiest words begins, where the first of them stands)."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    worth: dict[int, float] = {}
    first_word: dict[int, int] = {}
    seen: set[tuple[int, str]] = set()
    for token in found:
        start = starts[bisect_right(starts, token.start) - 1]
        first_word.setdefault(start, token.start)
        if (start, token.stem) not in seen:
            seen.add((start, token.stem))
            worth[start] = worth.get(start, 0.0) + weights[token.stem]
    best = max(worth, key=lambda start: (worth[start], -start), default=0)
    return best, first_word.get(best, 0)


def _cut(text: str, start: int, first_word: int, longest: int) -> str:
    """The text from a sentence on, cut between words with the first word looked for in view."""
    if first_word - start > longest * 2 // 3:
        start = text.rfind(" ", 0, first_word - longest // 3) + 1
    end = len(text)
    if end - start > longest:
        end = max(text.rfind(" ", start, start + longest), first_word + longest // 3, start + 1)
    before = _ELLIPSIS if text[:start].rstrip()[-1:].isalnum() else ""
    after = _ELLIPSIS if end < len(text) else ""
    return f"{before}{_SPACES.sub(' ', text[start:end]).strip()}{after}"
