"""Which alphabet a letter belongs to, by its Unicode name."""

import unicodedata
from collections import Counter

from guides.text.folded import fold

ITALIAN_SCRIPTS = {
    "CYRILLIC": "cirillico",
    "GREEK": "greco",
    "ARABIC": "arabo",
    "HEBREW": "ebraico",
    "CJK": "cinese",
    "HIRAGANA": "giapponese",
    "KATAKANA": "giapponese",
    "HANGUL": "coreano",
    "THAI": "thailandese",
    "DEVANAGARI": "devanagari",
}


def script_of(letter: str) -> str:
    """The first word of the letter's Unicode name; full-width and styled letters are Latin."""
    if fold(letter).isascii():
        return "LATIN"
    return unicodedata.name(letter, "UNKNOWN").split(" ")[0].split("-")[0]


def foreign_name(scripts: Counter[str]) -> str:
    """The Italian name of the commonest script that is not Latin."""
    foreign = (script for script, _ in scripts.most_common() if script != "LATIN")
    return ITALIAN_SCRIPTS.get(next(foreign), "altro alfabeto")


def is_mixed(word: str) -> bool:
    """True for a word of Latin letters and of letters that look Latin."""
    scripts = {script_of(letter) for letter in word if letter.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})
