"""Text as the guard compares it: same letters whatever the disguise."""

import re

from guides.text.folded import fold

# An apostrophe parts words: «l’eredità» and «d’oro» hold the words that they elide an article to.
WORD = re.compile(r"[^\W_]+")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'\])]+", re.IGNORECASE)


def words(text: str) -> list[str]:
    """The folded words of a text in their order, links left out."""
    return WORD.findall(fold(LINK.sub(" ", text)))


def links(text: str) -> list[str]:
    """The web addresses written in a text, as written."""
    return LINK.findall(text)
