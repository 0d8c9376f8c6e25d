"""What a question keeps once everything that may point at a person is taken out."""

import re

from guides.text.canonical import in_one_line
from guides.text.telephones import telephones_in

LONGEST = 120
MOST_WORDS = 14
_PERSONAL = [
    re.compile(r"\S{1,200}@\S+"),
    re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    # tax codes, IBANs, parcels, licence plates: letters and at least three digits in one word, but
    # not a name that ends in a number (rtx4090, bonus2025)
    re.compile(r"\b(?![^\W\d_]+\d{1,4}\b)(?=[^\W_]*[^\W\d_])(?=(?:[^\W\d_]*\d){3})[^\W_]+\b"),
]
# Telephone numbers, cards, orders: six digits or more, however they are grouped.
_LONG_NUMBER = re.compile(
    r"\+?\d(?:[\s./()-]{0,2}\d){5,}(?P<money>\s?(?:€|euro\b))?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"\d\d?([./-])\d\d?\1(?P<year>(?:19|20)\d\d)")
NOT_A_BIRTHDAY = 2015  # a day since then is a strike's or a delivery's
MOST_BESIDE_A_YEAR = 4  # digits: 730 2025, 104/1992, 2016/679
MOST_IN_SMALL_NUMBERS = 7  # digits: 42 44 46


def without_personal_data(text: str) -> str:
    """The question in lower case, without addresses, numbers and codes; at most 14 words.

    A name cannot be told from another word: that is why questions are kept for a time only
    (Reg. EU 2016/679, art. 5.1.c and e) and never with the person who asked.
    """
    text = in_one_line(text)
    for personal in _PERSONAL:
        text = personal.sub(" ", text)
    for number in reversed(telephones_in(text)):
        text = f"{text[: number.start]} {text[number.end :]}"
    text = _LONG_NUMBER.sub(_unless_nobodys, text)
    return " ".join(text.lower().split()[:MOST_WORDS])[:LONGEST].strip()


def _unless_nobodys(number: re.Match[str]) -> str:
    return number[0] if number["money"] or _is_nobodys(number[0]) else " "


def _is_nobodys(number: str) -> bool:
    """True for years, laws, forms, days of these years, sizes: they make questions different."""
    if day := _DAY.fullmatch(number):
        return int(day["year"]) >= NOT_A_BIRTHDAY
    groups = re.findall(r"\d+", number)
    others = [group for group in groups if not _YEAR.fullmatch(group)]
    if len(others) < len(groups):
        return sum(map(len, others)) <= MOST_BESIDE_A_YEAR
    is_small = max(map(len, groups)) <= 3 and sum(map(len, groups)) <= MOST_IN_SMALL_NUMBERS
    return is_small and number[0] not in "03+"
