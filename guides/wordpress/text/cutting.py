"""A text cut at its headings: what stands before the first, then a part for each. Pure."""

from dataclasses import dataclass, field
from itertools import pairwise

from bs4 import BeautifulSoup, NavigableString, Tag

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
CLOSED = ["blockquote", "table", "ul", "ol", "li", "td", "th", "figure", "pre", "details", "dl"]
CONTAINERS = ["div", "section", "article", "main", "header", "footer", "aside", "center", "span"]
LOOSE = ["div", "section", "article", "blockquote", "main", "aside", "header", "footer", "center"]
LOOSE += ["dd", "details", "figure"]
ALONE = {*HEADINGS, *CLOSED, *LOOSE, "p", "hr", "figcaption", "summary", "dt", "dd", "address"}
MEANT = "titolo"  # the name that a bold line is given
SHORT, FEWEST = 90, 2
LONGEST = 40_000  # characters of Markdown in one section; the renderer takes 50,000


@dataclass
class Part:
    """A heading's level as it was written (0 before the first), its words, what follows."""

    level: int = 0
    title: str = ""
    nodes: list = field(default_factory=list)


def parts_of(soup: BeautifulSoup) -> list[Part]:
    """The first has no title; it may be empty."""
    _lift_headings(soup)
    _wrap_loose(soup)
    cut = _levels(soup) or _bold_lines(soup)
    parts = [Part()]
    for node in list(soup.children):
        if isinstance(node, Tag) and node.name in cut:
            words = " ".join(node.get_text(" ").split())
            parts.append(Part(cut.index(node.name) + 1, words, node.find_all("img")))
        else:
            parts[-1].nodes.append(node)
    _first_is_a_section(parts)
    return parts


def _lift_headings(soup: BeautifulSoup) -> None:
    """What stands around a heading only to place it on the page goes."""
    for heading in soup.find_all(HEADINGS):
        if heading.find_parent(CLOSED) is None:
            for around in heading.find_parents(
                [*CONTAINERS, "a", "p", "strong", "b", "em", "font"]
            ):
                around.unwrap()


def _levels(soup: BeautifulSoup) -> list[str]:
    """The two highest headings in use: sections and subsections."""
    used = {node.name for node in soup.children if isinstance(node, Tag) and _is_a_title(node)}
    return sorted(used)[:2]


def _bold_lines(soup: BeautifulSoup) -> list[str]:
    """Where there is no heading, short lines all in bold are what was meant as such."""
    lines = [node for node in soup.children if isinstance(node, Tag) and _is_a_bold_line(node)]
    if len(lines) < FEWEST:
        return []
    for line in lines:
        line.name = MEANT
    return [MEANT]


def _is_a_bold_line(node: Tag) -> bool:
    words = " ".join(node.get_text().split())
    bold = "".join(tag.get_text() for tag in node.find_all(["b", "strong"], recursive=False))
    is_whole = node.name == "p" and words == " ".join(bold.split()) and not node.find("img")
    follows = node.find_next_sibling()
    goes_on = isinstance(follows, Tag) and follows.name != "hr"
    return is_whole and goes_on and 0 < len(words) <= SHORT and words[-1] not in ".,;"


def _is_a_title(node: Tag) -> bool:
    return node.name in HEADINGS and bool(node.get_text().strip())


def _first_is_a_section(parts: list[Part]) -> None:
    for _, part in zip(range(1), parts[1:], strict=False):
        part.level = 1


def _wrap_loose(soup: BeautifulSoup) -> None:
    """Words right in a container become paragraphs."""
    for container in [soup, *soup.find_all(LOOSE)]:
        run: list = []
        for node in [*container.children, None]:
            if node is not None and not (isinstance(node, Tag) and node.name in ALONE):
                run.append(node)
                continue
            if any(isinstance(n, Tag) or n.strip() for n in run):
                line = soup.new_tag("p")
                run[0].insert_before(line)
                for each in run:
                    line.append(each.extract())
            run = []


def shorter(body: str, most: int = LONGEST) -> list[str]:
    """A body in pieces that the renderer takes, parted between blocks."""
    if len(body) <= most:
        return [body]
    pieces, piece = [], ""
    for block in body.split("\n\n"):
        if piece and len(piece) + len(block) > most:
            pieces.append(piece)
            piece = ""
        piece = f"{piece}\n\n{block}" if piece else block
    pieces.append(piece)
    return [cut for whole in pieces for cut in _by_force(whole, most)]


def _by_force(block: str, most: int) -> list[str]:
    """A single block that is too long alone is cut between words."""
    ends = [0]
    while len(block) - ends[-1] > most:
        space = block.rfind(" ", ends[-1] + 1, ends[-1] + most)
        ends.append(space if space > ends[-1] else ends[-1] + most)
    return [block[a:b] for a, b in pairwise([*ends, len(block)])]


__all__ = ["LONGEST", "NavigableString", "Part", "parts_of", "shorter"]
