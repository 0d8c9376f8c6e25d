"""Personal data that somebody may have written without thinking. Pure.

It warns, it never refuses: a pattern cannot know whose number it is. Codes with a check digit are
checked by python-stdnum, so that an order's number is not taken for a card.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum import iban, luhn
from stdnum.it import codicefiscale

DAY = re.compile(r"\d\d?([./-])\d\d?\1\d{4}")


@dataclass(frozen=True)
class Found:
    """What it seems to be, in Italian with its article, and the words that look like it."""

    what: str
    words: str


def _is_card(words: str) -> bool:
    """Primary account numbers have 13 to 19 digits and a Luhn digit (ISO/IEC 7812-1)."""
    digits = re.sub(r"\D", "", words)
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and luhn.is_valid(digits)


def _is_telephone(words: str) -> bool:
    """An Italian number: mobiles have 9 or 10 digits from 3, the others 6 to 11 from 0 (ITU E.164).

    Numbers of companies (800, 199, 112…) are nobody's.
    """
    digits = re.sub(r"\D", "", words)
    if DAY.fullmatch(words):
        return False
    if words.startswith(("+", "00")):
        return 9 <= len(digits) <= 15
    return len(digits) in ((9, 10) if digits[0] == "3" else range(8, 12))


# The longer kinds first: what one has taken, the next does not see.
KINDS: list[tuple[str, re.Pattern[str], Callable[[str], bool]]] = [
    (
        "un indirizzo e-mail",
        re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
        lambda words: True,
    ),
    (
        "un IBAN",
        re.compile(r"\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}\b", re.IGNORECASE),
        lambda words: any(iban.is_valid(one) for one in _beginnings(words)),
    ),
    (
        "un codice fiscale",
        re.compile(r"\b[A-Z]{6}(?:[ .-]?[0-9A-Z]){10}\b", re.IGNORECASE),
        codicefiscale.is_valid,
    ),
    ("il numero di una carta", re.compile(r"(?<!\d)\d(?:[ .-]?\d){12,18}(?!\d)"), _is_card),
    (
        "un numero di telefono",
        re.compile(
            r"(?<![\w,])(?<!\d\.)(?:(?:\+|00)\d{1,3}[ ./-]?)?[03]\d(?:[ ./-]{0,2}\d){4,10}(?![\d,])"
        ),
        _is_telephone,
    ),
]


def personal_data_in(text: str) -> list[Found]:
    """What in `text` looks like an e-mail, an IBAN, a tax code, a card or a telephone number."""
    found = []
    for what, pattern, is_one in KINDS:
        for match in pattern.finditer(text):
            if is_one(match[0]):
                found.append(Found(what, match[0]))
                text = text.replace(match[0], " ¶ ")
    return found


def _beginnings(words: str) -> Iterator[str]:
    """An IBAN runs into the words after it: «IT60 X054 … 456 e poi»."""
    parts = words.split(" ")
    return (" ".join(parts[:count]) for count in range(len(parts), 0, -1))
