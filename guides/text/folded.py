"""Text folded for comparing, with the way back to where each letter stood. Pure.

What two people write differently and mean alike is alike here: capitals, accents composed or not,
apostrophes of any kind, hyphens, full-width letters (Unicode NFKD), letters that nobody sees. What
is found in the folded text is then cut from the original.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from guides.text.canonical import without_invisible

_APOSTROPHES = set("'`´’‘‛ʼʻʽʹ′ˈ＇")
_STROKES = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
# Lower-case letters of other alphabets that look like ours (UTS #39, confusables).
_LOOKALIKES = str.maketrans(
    "авеіјкмнорстухѕһԁԛԝ" + "αβεηικμνορτυχγω" + "օոս",
    "abeijkmhopctyxshdqw" + "abenikmvoptuxyw" + "onu",
)


class Folded:
    """A text's skeleton; `original(start, end)` is where a part of it stood."""

    def __init__(self, source: str) -> None:
        self.source = source
        folded = [(piece, place) for place, letter in enumerate(source) for piece in _fold(letter)]
        self.text = "".join(piece for piece, _ in folded).translate(_LOOKALIKES)
        self._places = [place for _, place in folded] + [len(source)]

    def original(self, start: int, end: int) -> slice:
        """The same part of the source, with the accents and invisible letters that follow it."""
        return slice(self._places[start], self._places[end])

    def find(self, pattern: re.Pattern[str]) -> Iterator[slice]:
        """Where in the source the pattern, of folded letters, is found."""
        return (self.original(*found.span()) for found in pattern.finditer(self.text))


def fold(text: str) -> str:
    """The folded text alone."""
    return "".join(map(_fold, text))


def skeleton(text: str) -> str:
    """The folded text with Cyrillic, Greek and Armenian letters as the ours that they look like."""
    return fold(text).translate(_LOOKALIKES)


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    if letter.isspace():
        return " "
    category = unicodedata.category(letter)
    if category == "Pd":
        return "-"
    if category in ("Cf", "Cc") or not without_invisible(letter):
        return ""
    plain = unicodedata.normalize("NFKD", letter).casefold()
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    return "".join(_STROKES.get(c, c) for c in plain)
