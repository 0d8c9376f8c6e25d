"""What a page of ours never has (frames, scripts, forms, players) becomes a link, and is listed."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

GONE = ["script", "style", "noscript", "template", "link", "meta", "svg", "canvas", "map", "area"]
PLAYERS = ["iframe", "embed", "object", "video", "audio", "frame"]
FORMS = ["form", "input", "select", "textarea", "button"]
VIDEO = re.compile(r"youtu\.?be|vimeo|dailymotion|\.(mp4|mov|webm|ogv|flv)$", re.IGNORECASE)
SOUND = re.compile(r"soundcloud|spotify|spreaker|\.(mp3|ogg|wav|m4a)$", re.IGNORECASE)
A_WORD_OR_TWO = 20
BARE = re.compile(r"https?://[^\s<>\"]+")


@dataclass
class Made:
    """What was taken out or replaced: addresses of embeds, names of the rest; words we added."""

    embeds: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


def make_harmless(soup: BeautifulSoup) -> Made:
    made = Made()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for player in soup.find_all(PLAYERS):
        if not player.decomposed:
            _replace(player, _source_of(player), made, soup)
    for tag in soup.find_all(GONE):
        if not tag.decomposed:
            if tag.name == "script":
                made.left_out.append("script")
            tag.decompose()
    for tag in soup.find_all(FORMS):
        if not tag.decomposed:
            _open(tag, made)
    _open_galleries(soup)
    for line in soup.find_all(["p", "div", "figure"]):
        _make_link_of(line, made, soup)
    return made


def _open_galleries(soup: BeautifulSoup) -> None:
    """Pictures one below the other; a button that repeats the link beside it goes."""
    for gallery in soup.find_all("ul", class_=lambda name: name and "gallery" in name):
        for item in gallery.find_all("li", recursive=False):
            item.unwrap()
        gallery.unwrap()
    for button in soup.find_all("a", class_="wp-block-file__button"):
        button.decompose()


def opening_of(soup: BeautifulSoup) -> str:
    """The first paragraph, which says what the text is about."""
    lines = (" ".join(words_of(line).split()) for line in soup.find_all("p"))
    return next((line for line in lines if len(line) > A_WORD_OR_TWO), "")


def _replace(player: Tag, source: str, made: Made, soup: BeautifulSoup) -> None:
    if not source:
        made.left_out.append(player.name)
        player.decompose()
        return
    made.embeds.append(source)
    player.replace_with(_link(source, made, soup))


def _link(source: str, made: Made, soup: BeautifulSoup) -> Tag:
    link = soup.new_tag("a", href=source)
    link.string = f"{_kind_of(source)} su {host_of(source)}"
    made.added.append(link.string)
    line = soup.new_tag("p")
    line.append(link)
    return line


def _kind_of(source: str) -> str:
    if VIDEO.search(source):
        return "Video"
    return "Audio" if SOUND.search(source) else "Contenuto"


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "un altro sito").removeprefix("www.")
    except ValueError:
        return "un altro sito"


def _source_of(player: Tag) -> str:
    """Where a reader can see it: a video's own page rather than its frame."""
    inner = player.find(["source", "embed", "param", "a"])
    found = player.get("src") or player.get("data-src") or player.get("data")
    if not found and inner is not None:
        found = inner.get("src") or inner.get("value") or inner.get("href")
    source = str(found or "")
    source = f"https:{source}" if source.startswith("//") else source
    return _page_of(source) if source.startswith("http") else ""


def _page_of(source: str) -> str:
    try:
        address = urlsplit(source)
    except ValueError:
        return ""
    host, last = address.hostname or "", address.path.rstrip("/").rpartition("/")[2]
    if "youtube" in host and ("/embed/" in address.path or "/v/" in address.path):
        return f"https://www.youtube.com/watch?v={last.partition('&')[0]}"
    if host == "player.vimeo.com":
        return f"https://vimeo.com/{last}"
    if host == "www.facebook.com" and (href := parse_qs(address.query).get("href")):
        return href[0]
    return source


def _open(tag: Tag, made: Made) -> None:
    """A form loses its boxes; the words in it stay."""
    if tag.name == "form":
        made.left_out.append("modulo")
        tag.unwrap()
    else:
        tag.decompose()


def _make_link_of(line: Tag, made: Made, soup: BeautifulSoup) -> None:
    """An address alone on its line is what WordPress makes a player of."""
    text = line.get_text().strip()
    if not BARE.fullmatch(text) or line.find(["a", "img"]) is not None:
        return
    made.embeds.append(text)
    link = soup.new_tag("a", href=text)
    link.string = text
    line.clear()
    line.append(link)


def words_of(soup: Tag) -> str:
    """What is read, with a space wherever a block begins or ends."""
    parts = []
    for node in soup.descendants:
        if isinstance(node, NavigableString) and not isinstance(node, Comment):
            parts.append(str(node))
        elif isinstance(node, Tag) and node.name not in INLINE:
            parts.append(" ")
    return "".join(parts)


INLINE = frozenset(
    """
a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong
sub sup time tt u var wbr img
""".split()  # noqa: SIM905 (read more easily so)
)
