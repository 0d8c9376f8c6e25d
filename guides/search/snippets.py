"""The sentence of a text that answers, with the reader's words marked in the original spelling."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape  # Django's makes an object of its own of each part

from django.utils.safestring import SafeString, mark_safe

from guides.search.analyzer import Token, tokens_of

LONGEST = 240
LONGEST_TEXT = 50_000
MOST_WORDS = 200  # of those looked for, before the best sentence is chosen
_SENTENCE_END = re.compile(r"(?P<mark>[.!?…])[»”\")\]]?\s+(?=(?P<next>\S))|\n\s*")
# Before a full stop these, a single letter, or letters with a stop between (d.lgs., p.es.) are
# short for something: the sentence goes on, whatever letter comes next.
_ABBREVIATIONS = frozenset(
    """
    abs all allegr app arch art artt avv cap capp cass cat cd cf cfr circ cit civ cod col coll
    comm cons corr cost cpv dec decr delib dir disp doc dott dr dss ed es estr fasc fig gazz
    geom gg giur gu ing ist leg lett lgs lgt loc max min mod nn nr num ord pag pagg par parr pen
    pp prof prot prov pt pubbl racc rag reg regol rel ric rif ripr seg segg sent sez sezz sig
    sigg sigra spett ss tab tel tit trib uff univ vol voll vs
    """.split()  # noqa: SIM905 (read more easily so)
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.]*)$")
_BLOCK_END = re.compile(r"(?<![.!?…:;,\s])\s*[\n\t]\s*")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # "50 %" stays on one line
_ELLIPSIS = "…"
BETWEEN_BLOCKS = " · "  # a callout's title, a cell, an item: none runs into what follows


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
    start, first_word = _best_sentence(text, found[:MOST_WORDS], weights)
    return marked(_cut(text, start, first_word, longest), weights.keys())


def _best_sentence(
    text: str, found: Sequence[Token], weights: Mapping[str, float]
) -> tuple[int, int]:
    """(where the sentence with the weightiest words begins, where the first of them stands)."""
    beginning_of = _beginnings(text)
    worth: dict[int, float] = {}
    first_word: dict[int, int] = {}
    seen: set[tuple[int, str]] = set()
    for token in found:
        start = beginning_of(token.start)
        first_word.setdefault(start, token.start)
        asked = token.stem if token.stem in weights else token.other
        if (start, asked) not in seen:
            seen.add((start, asked))
            worth[start] = worth.get(start, 0.0) + weights[asked]
    best = max(worth, key=lambda start: (worth[start], -start), default=0)
    return best, first_word.get(best, 0)


def _beginnings(text: str) -> Callable[[int], int]:
    """A function that says where the sentence or the line begins that holds a place."""
    ends = list(_SENTENCE_END.finditer(text))
    starts = [end.end() for end in ends]

    def beginning_of(place: int) -> int:
        last = bisect_right(starts, place) - 1
        while last >= 0 and ends[last]["mark"] and _goes_on(text, ends[last]):
            last -= 1
        return starts[last] if last >= 0 else 0

    return beginning_of


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """A small letter follows, or the full stop is an abbreviation's."""
    if end["next"].islower():
        return True
    before = _WORD_BEFORE.search(text, max(end.start() - 20, 0), end.start())
    if end["mark"] != "." or not before:
        return False
    word = before[1].lower()
    return len(word) == 1 or "." in word or word in _ABBREVIATIONS


def _cut(text: str, start: int, first_word: int, longest: int) -> str:
    """The text from a sentence on, cut between words with the first word looked for in view."""
    before = _ELLIPSIS if text[start : start + 1].islower() else ""  # an item of a list
    if first_word - start > longest * 2 // 3:
        before = _ELLIPSIS
        start = text.rfind(" ", 0, first_word - longest // 3) + 1
    end = len(text)
    if end - start > longest:
        end = max(text.rfind(" ", start, start + longest), first_word + longest // 3, start + 1)
    after = _ELLIPSIS if end < len(text) else ""
    shown = _BLOCK_END.sub(BETWEEN_BLOCKS, text[start:end].strip())
    return f"{before}{_SPACES.sub(' ', shown)}{after}"
