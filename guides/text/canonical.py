"""One way to write each text, whoever typed or pasted it. Pure.

Word processors, phones and web pages put into a text what nobody sees: with it a search does not
find, a blocked address is another one, a title runs backwards. Every text field of the site
(guides/text/fields.py) keeps the canonical form, code in Markdown included: there too a letter that
nobody sees is never meant. What is visible stays as written, straight apostrophes too.
"""

import re
import unicodedata
from collections.abc import Callable

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNWRITABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")


def tidy(text: str) -> str:
    """The same words as they can be kept: line ends are \\n, what cannot be written is dropped.

    NUL cannot be stored by PostgreSQL, lone surrogates cannot be encoded, control characters and
    noncharacters have no place in HTML and XML.
    """
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _class_of(wanted: Callable[[str], bool], *ranges: tuple[int, int]) -> str:
    """A regular expression's character class, written as ranges."""
    points = [n for first, last in ranges for n in range(first, last + 1) if wanted(chr(n))]
    begins = [n for n, before in zip(points, [-2, *points], strict=False) if n != before + 1]
    ends = [n for n, after in zip(points, [*points[1:], -2], strict=True) if n != after - 1]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(begins, ends, strict=True))


def _is(*categories: str) -> Callable[[str], bool]:
    return lambda letter: unicodedata.category(letter).startswith(categories)


# Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt) besides general category Cf:
# joiners of graphemes, fillers, variation selectors; and the hole that a pasted object leaves.
_IGNORABLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\ufffc"
_IGNORABLE += "\ufff0-\ufff8\U000e0000-\U000e0fff"
_VISIBLE_FORMATS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_VISIBLE_FORMATS |= {"\U000110bd", "\U000110cd"}  # numbers' and verses' signs, which are drawn
_FORMATS = _class_of(
    lambda letter: unicodedata.category(letter) == "Cf" and letter not in _VISIBLE_FORMATS,
    (0, 0x1FFFF),
)
# Scripts where a joiner changes how a word is written: Arabic, Syriac, India's, Burmese, Khmer,
# Mongolian (Unicode Standard, 23.2; UAX #31, 2.3).
_JOINED = _class_of(
    lambda letter: _is("L", "M")(letter) and not re.match(f"[{_IGNORABLE}]", letter),
    *((0x600, 0x8FF), (0x900, 0xDFF), (0xF00, 0x109F), (0x1780, 0x18AF)),
)
_PICTURE = _class_of(_is("So", "Sm"), (0xA9, 0xAE), (0x2100, 0x2BFF), (0x3030, 0x32FF))
_PICTURE += _class_of(_is("So", "Sk"), (0x1F000, 0x1FAFF)) + "‼⁉〰"
_MAYBE_INVISIBLE = re.compile(f"[{_FORMATS}{_IGNORABLE}]")
_INVISIBLE = re.compile(
    "(?P<meant>"
    f"(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])"
    f"|(?:(?<=[{_PICTURE}])|(?<=[{_PICTURE}]\ufe0f))\u200d(?=[{_PICTURE}])"  # a family, a trade
    f"|(?<=[{_PICTURE}])[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)"  # drawn in colours, a key
    "|(?<=\U0001f3f4)[\U000e0020-\U000e007e]{3,6}\U000e007f"  # Scotland's flag
    f")|[{_FORMATS}{_IGNORABLE}]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# U+02BC is an apostrophe wherever it stands; its look-alikes only inside a word: 5′ are minutes.
_APOSTROPHE = re.compile(r"[ʼ＇]|(?<=[^\W\d_])[ʻʽʹ′´‘‛](?=[^\W\d_])")
_HARD = "\u00a0\u202f\u2007"
_WIDE = "\u1680\u2000-\u2006\u2008-\u200a\u205f\u2800\u3000"
_ODD_SPACE = re.compile(f"[{_HARD}{_WIDE}]")
# A space that must not break is meant beside a digit (10 €, art. 3, 1 000) and nowhere else.
_SPACE = re.compile(rf"(?P<meant>(?<=\d)[{_HARD}](?=\S)|[{_HARD}](?=\d))|[{_HARD}{_WIDE}]")
# Nothing of this is changed, and nearly every text is of nothing else: it is found out at once.
_PLAIN = re.compile(r"[\t\n\x20-\x7e°À-ÿ’“”«»…–—€]*")


def canonical(text: str) -> str:
    """The text in its one form (Unicode NFC), without what nobody sees; doing it twice is once.

    Dropped: control characters, byte order marks, soft hyphens, zero-width letters, marks that
    turn the direction of writing. Joiners stay in the scripts and emoji that need them.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = without_invisible(tidy(_LINE_END.sub("\n", text)))
    text = _APOSTROPHE.sub("’", unicodedata.normalize("NFC", text))
    return _with_plain_spaces(text) if _ODD_SPACE.search(text) else text


def in_one_line(text: str) -> str:
    """The canonical text with every run of white space as one space; hard ones stay hard."""
    return re.sub(r"[ \t\n]+", " ", canonical(text)).strip()


def without_invisible(text: str) -> str:
    """The text without the letters that are not drawn, save those that change how others are."""
    return _INVISIBLE.sub(_only_the_meant, text) if _MAYBE_INVISIBLE.search(text) else text


def is_visible(text: str) -> bool:
    """True when something would be seen: not only spaces, controls, marks without a letter."""
    return any(unicodedata.category(c)[0] not in "CZM" for c in canonical(text))


def _with_plain_spaces(text: str) -> str:
    """At a line's ends an odd space means nothing, and Markdown would read it as code or break."""
    return "\n".join(_SPACE.sub(_space, line) for line in map(_trimmed, text.split("\n")))


def _trimmed(line: str) -> str:
    """The line without the white space at its ends, where that holds an odd space."""
    start, end = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    line = line.lstrip() if _ODD_SPACE.search(start) else line
    return line.rstrip() if _ODD_SPACE.search(end) else line


def _space(found: re.Match[str]) -> str:
    return found["meant"] or " "


def _only_the_meant(found: re.Match[str]) -> str:
    return found["meant"] or ""
