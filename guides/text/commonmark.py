"""The Markdown we read: CommonMark 0.31, GitHub's tables, callouts, and bounds on all of it.

A callout is a block between `::: attenzione` (a title may follow) and `:::`; raw HTML is text.
Only the ground reads this file: everyone else asks `guides.text.markdown`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from guides.text.canonical import tidy

# What an editor writes stays far below these; what they keep out would hold a worker for seconds.
MAX_CHARACTERS = 50_000
MAX_LINES = 5_000
MAX_BLOCKS = 20_000  # block tokens: three or so for a paragraph, three for each cell of a table
MAX_DEPTH = 14  # a list is two levels, a quotation or a callout one; the specification needs 9
MAX_INLINE_DEPTH = 8  # emphasis, links, brackets: each level reads its words once more
MAX_ADDRESSES = 200_000  # a reference is written once and repeated by every link that names it

CALLOUTS = {"attenzione": "Attenzione", "consiglio": "Consiglio", "scadenza": "Scadenza"}


class MarkdownRefused(ValueError):
    """A source past the bounds. Its message is an Italian sentence for its writer."""


def parse(source: str, env: dict[str, Any] | None = None) -> list[Token]:
    """The block tokens of a source, each with its inline tokens in `children`.

    `env` receives the definitions of addresses, which are no tokens, as "references".

    The caller may change them: they are nobody else's. Raises MarkdownRefused past the bounds.
    """
    _refuse_more_than(MAX_CHARACTERS, len(source), "è troppo lungo", "caratteri")
    _refuse_more_than(MAX_LINES, len(source.splitlines()), "ha troppe righe", "righe")
    # A half of a surrogate pair (JSON can carry one) is no character and cannot be encoded; NUL is
    # shown as CommonMark says; other control characters are seen by nobody and no page holds them.
    source = source.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    tokens = _PARSER.parse(tidy(source), {} if env is None else env)
    addresses = 0
    for child in inlines(tokens):
        if child.level >= MAX_INLINE_DEPTH:  # emphasis is paired after the rules have run
            raise _too_deep()
        addresses += sum(len(str(value)) for value in child.attrs.values())
    if addresses > MAX_ADDRESSES:
        raise MarkdownRefused("Gli indirizzi dei link sono troppo lunghi: accorciali.")
    return tokens


def beginnings(source: str) -> set[int]:
    """The lines at which a block begins, or a callout ends; its words are not read.

    Raises MarkdownRefused past the bounds.
    """
    _refuse_more_than(MAX_LINES, len(source.splitlines()), "ha troppe righe", "righe")
    found = set()
    for token in _BLOCKS.parse(tidy(source)):
        if token.map and token.nesting >= 0:
            found.add(token.map[0])
            if token.type.startswith("container"):
                found.add(token.map[1])
    return found


def inlines(tokens: Iterable[Token]) -> Iterator[Token]:
    """Every inline token of the given blocks."""
    return (child for token in tokens for child in token.children or ())


def text(tokens: Iterable[Token] | None) -> str:
    """What inline tokens say, in one line; an image says its alternative text."""
    return "".join(
        " " if token.type in ("softbreak", "hardbreak") else text(token.children) or token.content
        for token in tokens or ()
    )


def callout(opening: Token) -> tuple[str, str, str]:
    """Name, label and title ("" without one) of the callout that a token opens."""
    name, _, title = opening.info.strip().partition(" ")
    return name.lower(), CALLOUTS[name.lower()], title.strip()


def _refuse_more_than(most: int, count: int, what: str, unit: str) -> None:
    if count > most:
        sizes = f"{count:,} {unit}, il massimo è {most:,}".replace(",", ".").replace(". ", ", ")
        raise MarkdownRefused(f"Il testo {what}: {sizes}. Dividilo in più sezioni.")


def _too_deep() -> MarkdownRefused:
    return MarkdownRefused(
        "Nel testo ci sono troppi livelli uno dentro l’altro (elenchi, citazioni, riquadri, "
        "grassetti o parentesi quadre): semplificalo."
    )


class _BoundedTokens(list[Token]):
    """The blocks of one source. The library drops what is too deep: here it is refused instead."""

    def append(self, token: Token) -> None:
        if token.level >= MAX_DEPTH:
            raise _too_deep()
        if len(self) >= MAX_BLOCKS:
            raise MarkdownRefused(
                "Il testo ha troppi elementi (celle di tabelle, voci di elenchi). "
                "Dividilo in più sezioni."
            )
        super().append(token)


def _bound_blocks(state: StateCore) -> None:
    state.tokens = _BoundedTokens()


def _bound_inlines(state: StateInline, silent: bool) -> bool:
    # Tried first at every position, also while the library looks ahead for a closing bracket.
    if state.level >= MAX_INLINE_DEPTH:
        raise _too_deep()
    return False


def _names_a_callout(after_the_colons: str, colons: str) -> bool:
    return after_the_colons.strip().partition(" ")[0].lower() in CALLOUTS


def _build() -> MarkdownIt:
    # The library's own limit only has to be out of reach, so that ours speaks first.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_DEPTH + 2})
    parser.enable("table")
    parser.use(container_plugin, "callout", validate=_names_a_callout)
    parser.core.ruler.before("block", "bound_blocks", _bound_blocks)
    parser.inline.ruler.before("text", "bound_inlines", _bound_inlines)
    # The library compiles its rules at first use, in steps that a second thread could see half
    # done: so here, while the module is being imported.
    parser.parse("a\n\n> - [b](c)")
    return parser


_PARSER = _build()
_BLOCKS = _build()
_BLOCKS.core.ruler.enableOnly(["normalize", "bound_blocks", "block"])
