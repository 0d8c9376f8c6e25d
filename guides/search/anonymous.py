"""What a question keeps once everything that may point at a person is taken out."""

import re

LONGEST = 120
MOST_WORDS = 14
_PERSONAL = [
    re.compile(r"\S+@\S+"),
    re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    # tax codes, IBANs, parcels, licence plates: letters and at least three digits in one word
    re.compile(r"\b(?=[^\W_]*[^\W\d_])(?=(?:[^\W\d_]*\d){3})[^\W_]+\b"),
    # telephone numbers, cards, orders: six digits or more, however they are grouped
    re.compile(r"\+?\d(?:[\s./()-]{0,2}\d){5,}"),
    re.compile(r"\b\d{5,}\b"),
]


def without_personal_data(text: str) -> str:
    """The question in lower case, without addresses, numbers and codes; at most 14 words.

    A name cannot be told from another word: that is why questions are kept for a time only
    (Reg. EU 2016/679, art. 5.1.c and e) and never with who asked.
    """
    for personal in _PERSONAL:
        text = personal.sub(" ", text)
    return " ".join(text.lower().split()[:MOST_WORDS])[:LONGEST].strip()
