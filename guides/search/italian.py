"""The common words of Italian: none is a slip for another, also where this site never wrote it.

"Coppa" is no "colpa" and "tetto" no "testo". The list is pyspellchecker's, of which nothing else is
used: it knows no words of ours, and the speller must.
"""

from functools import cache

from spellchecker import SpellChecker

from guides.search.analyzer import fold

COMMON = 300  # times in the 445 million words that the list was counted on: some 23,000 words


def is_italian(word: str) -> bool:
    """Whether a folded word is one that Italians write often."""
    return word in _common()


def preload() -> None:
    """Read the list now, before somebody waits for it."""
    _common()


@cache
def _common() -> frozenset[str]:
    counted = SpellChecker(language="it").word_frequency.items()
    return frozenset(fold(word) for word, times in counted if times >= COMMON)
