"""Where our pages lead outside: each room says its own, this one knows none."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from guides.text.commonmark import MarkdownRefused
from guides.text.markdown import render

LINK = re.compile(r'<a\b[^>]*\bhref="(https?://[^"]+)"')


@dataclass(frozen=True)
class Use:
    """An address in one of our pages; `desk` is where it is mended."""

    address: str
    where: str
    desk: str


_sources: list[Callable[[], Iterable[Use]]] = []
_listeners: list[Callable[[str, str], None]] = []


def register(source: Callable[[], Iterable[Use]]) -> Callable[[], Iterable[Use]]:
    _sources.append(source)
    return source


def register_listener(listener: Callable[[str, str], None]) -> Callable[[str, str], None]:
    """Register `listener(address, words)`, called when the words of a page have changed."""
    _listeners.append(listener)
    return listener


def addresses_in(markdown: str) -> list[str]:
    """Where the links of a text lead outside; a text that is not shown leads nowhere."""
    try:
        return [unescape(address) for address in LINK.findall(render(markdown))]
    except MarkdownRefused:
        return []


def all_uses() -> dict[str, list[Use]]:
    """{address: its uses}; the part after # is the browser's affair."""
    found: dict[str, list[Use]] = {}
    for source in _sources:
        for use in source():
            address = use.address.partition("#")[0]
            if address.startswith(("https://", "http://")) and len(address) <= 1000:
                found.setdefault(address, []).append(use)
    return found


def notify_listeners(address: str, words: str) -> None:
    for listener in _listeners:
        listener(address, words)
