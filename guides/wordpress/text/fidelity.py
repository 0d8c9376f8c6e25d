"""How much of a text arrived: its words before, as a page shows them after. Pure."""

import re

from bs4 import BeautifulSoup
from rapidfuzz.distance import Indel

from guides.text.canonical import canonical
from guides.text.markdown import MarkdownRefused, render
from guides.wordpress.text.harmless import words_of

ENOUGH = 0.98
TOKEN = re.compile(r"\w+|[^\w\s]")


def likeness(before: str, after: str) -> float:
    """1 when every word and sign is there, in the same order."""
    return Indel.normalized_similarity(_tokens(before), _tokens(after))


def shown(markdown: str) -> str:
    """The words that our page shows; the source itself where it is refused."""
    try:
        return words_of(BeautifulSoup(render(markdown), "html.parser"))
    except MarkdownRefused:
        return markdown


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(canonical(text))
