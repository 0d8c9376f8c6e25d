"""A tree with what was answered. An answer is text wherever it goes: it is put in last of all.

The editor's words are Markdown, read before any answer is in them: so `**`, `# `, `{{…}}` or a
formula of a typesetter typed by a reader are letters like any other.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from markdown_it.token import Token

from guides.letters.language.tree import Condition, Mention, Tree, Words, chosen
from guides.letters.sheet import Block, Paragraph, Points
from guides.text.commonmark import parse

Holds = Callable[[Condition], bool]
Says = Callable[[Mention], str]

# Two letters of nobody's own use: an editor's are dropped, a reader's come when no mark is read.
OPENS, CLOSES = "\uf8f0", "\uf8f1"
MARK = re.compile(f"{OPENS}(\\d+){CLOSES}")
_NO_MARKS = str.maketrans("", "", OPENS + CLOSES)
EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
# What a letter has: everything else would look like something that paper does not show.
ALLOWED = {"paragraph", "bullet_list", "ordered_list", "list_item", "inline"}
INLINE = {"text", "softbreak", "hardbreak", "text_special"}
ONLY = "in una lettera stanno solo capoversi ed elenchi, senza grassetti, titoli o collegamenti."


def line(tree: Tree, holds: Holds, says: Says) -> str:
    """All of it in one line."""
    return " ".join(_plain(tree, holds, says).split())


def lines(tree: Tree, holds: Holds, says: Says) -> tuple[str, ...]:
    """Line by line, without those where nothing is said."""
    rows = _plain(tree, holds, says).split("\n")
    return tuple(row for text in rows if (row := " ".join(text.split()).removeprefix("- ")))


def blocks(tree: Tree, holds: Holds, says: Says) -> tuple[Block, ...]:
    """Its paragraphs and lists."""
    source, said = _marked(tree, holds, says)
    return tuple(_blocks(parse(source), said))


def forbidden(source: str) -> list[int]:
    """The lines, from 1, where the Markdown is more than paragraphs and lists."""
    found = []
    for token in parse(source):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        children = {child.type for child in token.children or ()}
        if (kind not in ALLOWED or children - INLINE) and token.map:
            found.append(token.map[0] + 1)
    return sorted(set(found))


def _plain(tree: Tree, holds: Holds, says: Says) -> str:
    leaves = chosen(tree, holds)
    return "".join(leaf.text if isinstance(leaf, Words) else says(leaf) for leaf in leaves)


def _marked(tree: Tree, holds: Holds, says: Says) -> tuple[str, list[str]]:
    """The editor's words with a mark in the place of each mention, and what each one says."""
    said: list[str] = []
    written = []
    for leaf in chosen(tree, holds):
        if isinstance(leaf, Words):
            written.append(leaf.text.translate(_NO_MARKS))
        else:
            written.append(f"{OPENS}{len(said)}{CLOSES}")
            said.append(says(leaf))
    return "".join(written), said


def _blocks(tokens: list[Token], said: list[str]) -> Iterator[Block]:
    """A list within a list is told in its place, one after the other."""
    items: list[str] | None = None
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0:
            items, numbered = [], token.type.startswith("ordered")
        elif token.type in ("bullet_list_close", "ordered_list_close") and token.level == 0:
            yield Points(tuple(items or ()), is_numbered=numbered)
            items = None
        elif token.type == "inline":
            words = _with_answers(token.children or [], said)
            if items is not None:
                items += [words] if words else []
            else:
                yield from (Paragraph(part) for part in _parts(words))


def _with_answers(children: Iterable[Token], said: list[str]) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    words = "".join(breaks.get(child.type, child.content) for child in children)
    return MARK.sub(lambda found: said[int(found[1])], words).strip()


def _parts(words: str) -> Iterator[str]:
    """A long answer has paragraphs of its own."""
    return (part for text in EMPTY_LINES.split(words) if (part := text.strip()))
