"""Omitting words from a public text, however they are spelled in it. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from guides.text.folded import Folded, skeleton

MARK = "[omesso dalla redazione]"
# What may stand between the words of a name, or in one, without making it another name.
BETWEEN = r"[\s'_.*/-]{0,4}"
BETWEEN_DIGITS = r"[\s'_.*/()-]{0,3}"
TOKEN = re.compile(r"[^\W_]+|[^\w\s'.*/-]")
FEWEST_DIGITS = 5  # a telephone or a code, which people group as they like


def omit(text: str, words: str) -> str:
    """`text` with every occurrence of `words` replaced by the mark; unchanged when there is none.

    Capitals, accents, apostrophes, hyphens, line ends and invisible letters do not matter. Whole
    words only: "Rossi" is not in "Rossini". A part of a code is omitted from within it when it
    stands nowhere on its own.
    """
    folded = Folded(text)
    for pattern in _patterns(words):
        if places := list(folded.find(pattern)):
            return _with_marks(text, places)
    return text


def _patterns(words: str) -> Iterator[re.Pattern[str]]:
    tokens = TOKEN.findall(skeleton(words))
    if not tokens:
        return
    wanted = _wanted(tokens) + _accent_written_after(words)
    before = r"(?<![^\W_])" if tokens[0].isalnum() else ""
    after = r"(?![^\W_])" if tokens[-1].isalnum() else ""
    yield re.compile(before + wanted + after)
    if len(tokens) == 1 and any(letter.isdigit() for letter in words):
        yield re.compile(wanted)


def _wanted(tokens: list[str]) -> str:
    joined = "".join(tokens)
    if joined.isdigit() and len(joined) >= FEWEST_DIGITS:
        return BETWEEN_DIGITS.join(joined)
    return BETWEEN.join(map(re.escape, tokens))


def _accent_written_after(words: str) -> str:
    """«Nicolo'» is Nicolò: the apostrophe at its end is part of the name."""
    last = unicodedata.normalize("NFD", words.rstrip())[-1:]
    is_accent = unicodedata.category(last or " ") == "Mn" or skeleton(last) == "'"
    return r"(?:'(?![^\W_]))?" if is_accent else ""


def _with_marks(text: str, places: list[slice]) -> str:
    for place in reversed(places):
        text = text[: place.start] + MARK + text[place.stop :]
    return text
