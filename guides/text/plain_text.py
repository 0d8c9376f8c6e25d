"""What a reader wrote, as HTML: paragraphs, line ends and safe links. No Markdown, no HTML. Pure.

Own code: linkify-it-py makes a link of "ho scritto.La risposta" (.la is a country) and Django's
urlize links e-mail addresses, which here are personal data.
"""

import re
from html import escape
from urllib.parse import urlsplit

from guides.text.canonical import canonical

REL = "nofollow ugc noopener"
LINK = re.compile(r"(?<![\w@/])(?:https?://|www\.)[^\s<>\"«»]+", re.IGNORECASE)
TAIL = ".,;:!?…'’‘“”»›*_~|–—。、"
# A zero-width letter at its end, as a browser copies it: %E2%80%8B leads to another page.
INVISIBLE = re.compile(r"(?:%e2%80%8[b-f]|%e2%81%a0|%ef%bb%bf|%c2%ad)+$", re.IGNORECASE)
CLOSING = {")": "(", "]": "[", "}": "{"}
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def to_html(text: str) -> str:
    """Paragraphs of escaped text; each sets its own direction, so none turns its neighbours."""
    paragraphs = BLANK_LINE.split(canonical(text).strip())
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
    address = INVISIBLE.sub("", address)
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
