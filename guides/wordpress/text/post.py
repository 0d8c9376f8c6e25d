"""A post's text -> an introduction and sections in Markdown, with what an editor should look at."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from bs4 import BeautifulSoup

from guides.wordpress.text.addresses import TextContext
from guides.wordpress.text.blocks import unblocked
from guides.wordpress.text.code import with_code_as_text
from guides.wordpress.text.converter import Converter
from guides.wordpress.text.cutting import MEANT, Part, parts_of, shorter
from guides.wordpress.text.fidelity import ENOUGH, likeness, shown
from guides.wordpress.text.harmless import Made, make_harmless, opening_of, words_of
from guides.wordpress.text.shortcodes import expanded
from guides.wordpress.text.signs import without_idle_breaks

LONGEST_TITLE = 140
LONGEST_INTRODUCTION = 20_000
OPENING = 600
BOLD_LINES = "tagliato alle righe in grassetto: di titoli veri non ne aveva"
TOO_DEEP = "il testo aveva troppi elementi uno dentro l’altro: ne restano solo le parole"


class Source(TextContext, Protocol):
    """What a whole text asks."""

    def reusable(self, pk: int) -> str: ...

    def picture_of(self, pk: int) -> str: ...


@dataclass
class Piece:
    level: int
    title: str
    body: str


@dataclass
class Converted:
    introduction: str = ""
    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    embeds: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)  # of pictures that were not found
    likeness: float = 1.0
    opening: str = ""  # how the text begins, in plain words

    @property
    def is_faithful(self) -> bool:
        return self.likeness >= ENOUGH


def converted(content: str, *, title: str, context: Source) -> Converted:
    """`title` is the post's own: a heading that only repeats it is no section."""
    html, left_out = _html_of(content, context)
    soup = BeautifulSoup(html, "html.parser")
    made = make_harmless(soup)
    before, opening = words_of(soup), opening_of(soup)
    try:
        found, notes = _pieces(soup, title, context)
    except RecursionError:
        found, notes = Converted(pieces=[Piece(1, title, " ".join(before.split()))]), Counter()
        notes[TOO_DEEP] += 1
    found.opening = opening or " ".join(before[: 4 * OPENING].split())[:OPENING]
    found.likeness = _likeness(before, _words(found, title), title)
    found.notes = _said(notes, [*left_out, *made.left_out], made)
    found.embeds = made.embeds
    return found


def _likeness(before: str, after: str, title: str) -> float:
    """A heading that repeated the title is read still, above the whole guide."""
    alike = likeness(before, after)
    return alike if alike >= ENOUGH else max(alike, likeness(before, f"{title} {after}"))


def _html_of(content: str, context: Source) -> tuple[str, list[str]]:
    codes = expanded(with_code_as_text(content), picture_of=context.picture_of)
    blocks = unblocked(codes.html, reusable=context.reusable)
    return blocks.html, [f"[{name}]" for name in codes.left_out] + blocks.left_out


def _pieces(soup: BeautifulSoup, title: str, context: Source) -> tuple[Converted, Counter[str]]:
    converter = Converter(context)
    first, *rest = _without_its_own_title(parts_of(soup), title)
    converter.notes[BOLD_LINES] += soup.find(MEANT) is not None
    found = Converted(introduction=_body(first, converter), instead=converter.instead)
    for part in rest:
        found.pieces += _cut(part, _body(part, converter), converter.notes)
    if not found.pieces and found.introduction:
        whole, found.introduction = found.introduction, ""
        found.pieces = _cut(Part(1, title), whole, converter.notes)
    elif len(found.introduction) > LONGEST_INTRODUCTION:
        whole, found.introduction = found.introduction, ""
        found.pieces = _cut(Part(1, "Introduzione"), whole, converter.notes) + found.pieces
    return found, converter.notes


def _without_its_own_title(parts: list[Part], title: str) -> list[Part]:
    if len(parts) > 1 and parts[1].title.casefold() == title.casefold() and not _is_read(parts[0]):
        parts[0].nodes += parts[1].nodes
        levels = {part.level for part in parts[2:]}
        for part in parts[2:]:
            part.level = part.level if 1 in levels and part is not parts[2] else 1
        return [parts[0], *parts[2:]]
    return parts


def _is_read(part: Part) -> bool:
    return any(str(node).strip() for node in part.nodes)


def _body(part: Part, converter: Converter) -> str:
    holder = BeautifulSoup("", "html.parser")
    for node in part.nodes:
        holder.append(node.extract())
    return without_idle_breaks(converter.convert_soup(holder).strip())


def _cut(part: Part, body: str, notes: Counter[str]) -> list[Piece]:
    title = part.title
    if len(title) > LONGEST_TITLE:
        notes["un titolo troppo lungo: per intero sta in principio della sezione"] += 1
        title, body = f"{title[: LONGEST_TITLE - 1].rstrip()}…", f"**{title}**\n\n{body}".strip()
    pieces = shorter(body)
    notes["una sezione troppo lunga per una pagina, divisa"] += len(pieces) > 1
    names = [title, *(f"{title[:130]} ({n})" for n in range(2, len(pieces) + 1))]
    return [Piece(part.level, name, text) for name, text in zip(names, pieces, strict=True)]


def _words(found: Converted, title: str) -> str:
    """What a reader of the guide reads; a title that we gave, a picture's words are not counted."""
    texts = [shown(found.introduction)]
    for piece in found.pieces:
        texts += ["" if piece.title == title else piece.title, shown(piece.body)]
    said = " ".join(texts)
    for words in found.instead:
        said = said.replace(words, " ", 1)
    return said


def _said(notes: Counter[str], left_out: list[str], made: Made) -> list[str]:
    said = [f"{what} ({number})" if number > 1 else what for what, number in (+notes).items()]
    if left_out:
        names = ", ".join(dict.fromkeys(left_out))
        said.append(f"non si può portare: {names}")
    said += [
        f"incorporato, ora è un collegamento: {address}" for address in dict.fromkeys(made.embeds)
    ]
    return said
