"""The readable end of an address, made from what people write. Pure.

Django's own drops apostrophes, slashes and dashes, and so glues the words they part:
"l’ordine" gives "lordine". `static/admin/js/urlify.js` does the same in the browser.
"""

import re
import unicodedata

# "S.p.A." and "1.000" are one word; any other point stands between two.
INSIDE_A_WORD = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)|(?<=\d)\.(?=\d{3}(?!\d))")
NOT_IN_A_SLUG = re.compile(r"[^a-z0-9_]+")
WITHOUT_ACCENTS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})


def slug_of(text: str, *, most: int = 50, otherwise: str = "") -> str:
    """Lower-case words without accents, a hyphen between two; at most `most` characters.

    `otherwise` is for a text that has no letter or digit of ours.
    """
    text = unicodedata.normalize("NFKD", text.lower().translate(WITHOUT_ACCENTS))
    plain = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))
    plain = NOT_IN_A_SLUG.sub("-", INSIDE_A_WORD.sub("", plain))
    return plain.strip("-_")[:most].strip("-_") or otherwise
