"""Normattiva's open data: an article as it is in force. The only file that knows its service.

The text is not the authentic one: that is the Gazzetta Ufficiale's.
"""

import json
import re
from html.parser import HTMLParser

from django.conf import settings

from guides.outside.client import Unreachable, ask

URN = re.compile(
    r"urn:nir:[a-z0-9.]+:[a-z0-9.]+:\d{4}(-\d\d-\d\d)?;[^~!@\s]+~art\d+[a-z0-9.]*", re.I
)
NOTES = "art_aggiornamento-akn"  # what the newsroom of Normattiva adds below
INLINE = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"})
EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "base"})


class NotRead(Exception):
    """The article could not be read; the message is an Italian sentence."""


def names_an_article(urn: str) -> bool:
    return bool(URN.fullmatch(urn))


def article_in_force(urn: str) -> str:
    """The words of an article today, a line for each block. Raises NotRead."""
    try:
        answer = ask(f"{settings.NORMATTIVA}/atto/dettaglio-atto-urn", said={"urn": urn})
    except Unreachable as why:
        raise NotRead(f"Normattiva: {why}") from None
    if answer.status != 200:
        raise NotRead(f"Normattiva risponde {answer.status}.")
    try:
        html = json.loads(answer.text)["data"]["atto"]["articoloHtml"]
    except (ValueError, KeyError, TypeError):
        raise NotRead("Normattiva non ha questo articolo, o risponde in un altro modo.") from None
    words = _words_of(html) if isinstance(html, str) else ""
    if not words:
        raise NotRead("Normattiva dà un articolo senza testo.")
    return words


def _words_of(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    """The text of an article, without the notes below it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []  # each element and whether it is a note

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag not in INLINE:
            self.said.append("\n")
        if tag not in EMPTY:
            is_note = NOTES in (dict(attrs).get("class") or "").split()
            self._open.append((tag, is_note))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.said.append("\n")
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(is_note for _, is_note in self._open):
            self.said.append(data)
