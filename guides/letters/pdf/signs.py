"""What our faces can draw of a text, and what stands for the rest. Pure.

A PDF for everybody (PDF/UA) may hold no empty box for a sign that no face has: here it is seen
before, and a drawn box takes its place, which the sheet then explains.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
BOX = "□"  # Pagella draws it
LONGEST_WORD = 40  # letters: a longer one may be broken anywhere
_MARK = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u20d0-\u20f0]"
_PILED = re.compile(f"({_MARK}{{4}}){_MARK}+")  # set by Typst in the square of their number
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def drawable(text: str) -> str:
    """The same words, with BOX for what no face of ours has; what nobody sees is left out."""
    seen = unicodedata.normalize("NFC", text.replace("\t", " "))
    drawn = _PILED.sub(r"\1", "".join(_drawn(sign) for sign in seen))
    return _LONG.sub(lambda found: f"{found[0]}\u200b", drawn)


def missing(text: str) -> list[str]:
    """The signs that are not drawn, once each."""
    composed = unicodedata.normalize("NFC", text)
    return [sign for sign in dict.fromkeys(composed) if _drawn(sign) == BOX != sign]


@cache
def _drawn(sign: str) -> str:
    if sign == "\n" or ord(sign) in _covered():
        return "" if _is_unseen(sign) else sign
    return "" if _is_unseen(sign) else " " if sign.isspace() else BOX


def _is_unseen(sign: str) -> bool:
    """Controls, marks of direction, joiners, variants of an emoji."""
    is_format = unicodedata.category(sign) in {"Cc", "Cf", "Cs"}
    return (is_format and sign != "\n") or "\ufe00" <= sign <= "\ufe0f"


@cache
def _covered() -> frozenset[int]:
    every = (_points_of(path.read_bytes()) for path in FONTS.glob("*.[ot]tf"))
    bold, *others = sorted(every, key=len)
    return frozenset(bold).union(*others)


def _points_of(font: bytes) -> set[int]:
    """The code points of a face, from its cmap's subtables of formats 4 and 12 (OpenType 1.9)."""
    tables = {font[at : at + 4]: at for at in range(12, 12 + 16 * _u16(font, 4), 16)}
    cmap = _u32(font, tables[b"cmap"] + 8)
    places = {cmap + _u32(font, cmap + 8 + 8 * n) for n in range(_u16(font, cmap + 2))}
    points: set[int] = set()
    for at in places:
        points |= {4: _segments, 12: _groups}.get(_u16(font, at), lambda *_: set())(font, at)
    return points - {0xFFFF}


def _segments(font: bytes, at: int) -> set[int]:
    count = _u16(font, at + 6) // 2
    ends, starts = at + 14, at + 16 + 2 * count
    pairs = ((_u16(font, starts + 2 * n), _u16(font, ends + 2 * n)) for n in range(count))
    return {point for first, last in pairs for point in range(first, last + 1)}


def _groups(font: bytes, at: int) -> set[int]:
    count = _u32(font, at + 12)
    pairs = (struct.unpack_from(">II", font, at + 16 + 12 * n) for n in range(count))
    return {point for first, last in pairs for point in range(first, last + 1)}


def _u16(font: bytes, at: int) -> int:
    return struct.unpack_from(">H", font, at)[0]


def _u32(font: bytes, at: int) -> int:
    return struct.unpack_from(">I", font, at)[0]
