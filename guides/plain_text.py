"""What a reader wrote, as HTML: paragraphs, line ends and safe links. No Markdown, no HTML. Pure.

Own code: linkify-it-py makes a link of "ho scritto.La risposta" (.la is a country) and Django's
urlize links e-mail addresses, which here are personal data.
"""

import re
import unicodedata
from html import escape
from urllib.parse import urlsplit

REL = "nofollow ugc noopener"
LINK = re.compile(r"(?<![\w@/])(?:https?://|www\.)[^\s<>\"«»]+", re.IGNORECASE)
TAIL = ".,;:!?…'’”*_~"
CLOSING = {")": "(", "]": "[", "}": "{"}
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
UNWRITABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def tidy(text: str) -> str:
    """The same words as they can be kept: line ends are \\n, what no reader can see is dropped.

    NUL cannot be stored by PostgreSQL, lone surrogates cannot be encoded, control characters and
    noncharacters have no place in HTML and XML.
    """
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_visible(text: str) -> bool:
    """True when something would be seen: not only spaces, controls and zero-width signs."""
    return any(unicodedata.category(c)[0] not in "CZ" for c in text)


def to_html(text: str) -> str:
    """Paragraphs of escaped text; each sets its own direction, so none turns its neighbours."""
    paragraphs = BLANK_LINE.split(tidy(text).strip())
    return "\n".join(f'<p dir="auto">{_lines(each)}</p>' for each in paragraphs if each.strip())


def _lines(paragraph: str) -> str:
    return "<br>\n".join(_with_links(line.strip()) for line in paragraph.split("\n"))


def _with_links(line: str) -> str:
    if "://" not in line and "www." not in line.lower():  # nearly always, and found out sooner
        return escape(line)
    done, html = 0, []
    for found in LINK.finditer(line):
        shown = _without_tail(found[0])
        html.append(escape(line[done : found.start()]))
        html.append(_link(shown))
        done = found.start() + len(shown)
    return "".join([*html, escape(line[done:])])


def _without_tail(address: str) -> str:
    """The address without the punctuation of the sentence around it."""
    while address and (address[-1] in TAIL or _is_unopened(address)):
        address = address[:-1]
    return address


def _is_unopened(address: str) -> bool:
    """True when it ends with a bracket that was opened before the address began."""
    last = address[-1]
    return last in CLOSING and address.count(last) > address.count(CLOSING[last])


def _link(shown: str) -> str:
    address = shown if "://" in shown else f"https://{shown}"
    try:
        place = urlsplit(address)
        host = place.hostname or ""
    except ValueError:  # a malformed IPv6 host
        return escape(shown)
    # "https://banca.it@altrove.example" shows one place and leads to another.
    if "@" in place.netloc or "." not in host.strip("."):
        return escape(shown)
    return f'<a href="{escape(address)}" rel="{REL}">{escape(shown)}</a>'
