"""Where links of a post lead here, and what is said of a picture. Pure."""

import re
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlsplit

from bs4 import Tag

KEPT_SCHEMES = ("http", "https", "mailto", "tel")
SPACES = re.compile(r"\s+")
NOT_SAFE = "collegamento tolto: non portava a una pagina"
WITHIN = "collegamento a un punto della stessa pagina, tolto"


@dataclass(frozen=True)
class Shown:
    """A picture as the text shows it; without an address, where it `was`."""

    address: str = ""
    alt: str = ""
    was: str = ""


class TextContext(Protocol):
    """What a text asks of the export it comes from."""

    def picture(self, img: Tag) -> Shown: ...

    def leads_to(self, address: str) -> str:
        """Where an address of the old site leads here, "" when it is none or not known."""
        ...


def harmless(href: str, context: TextContext) -> tuple[str, str]:
    """The address as Markdown can hold it, and what is to be said of it ("" when nothing)."""
    href = SPACES.sub("%20", href.strip())
    if href.startswith("#"):
        return "", WITHIN
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return "", NOT_SAFE
    if scheme and scheme not in KEPT_SCHEMES:
        return "", NOT_SAFE
    here = context.leads_to(href)
    if not here and not scheme and not href.startswith("//"):
        return "", NOT_SAFE
    return in_markdown(here or secure(href)), ""


def secure(href: str) -> str:
    """Readers follow only https from here."""
    return re.sub(r"^(http:)?//", "https://", href, count=1)


def in_markdown(href: str) -> str:
    """Its signs that would end it written as a browser writes them."""
    return quote(href, safe="!#$%&'*+,/:;=?@[]~-._").replace("[", "%5B").replace("]", "%5D")
