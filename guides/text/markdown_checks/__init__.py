"""What an editor did not mean in a Markdown source, found before readers see it.

`addresses` looks at where links and pictures lead, `signs` at what is left to be read as it was
typed, `blocks` at what a line became; what they find is a `problem`. All read the parser's tokens:
what is code is nobody's fault.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from markdown_it.token import Token

from guides.text.commonmark import parse
from guides.text.markdown_checks import addresses, blocks, signs
from guides.text.markdown_checks.problem import Problem, shown

__all__ = ["Problem", "found_in", "shown"]

# A sign after a backslash is meant to be seen: no check must take it for one that was left.
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
MEANT = "\ue000"


def found_in(source: str, *, is_kept: Callable[[str], bool]) -> list[Problem]:
    """The problems of a source in the order of its lines; `is_kept` says which links survive.

    Raises MarkdownRefused past the bounds.
    """
    lines = re.split(r"\r\n?|\n", ESCAPED.sub(MEANT, source))
    references: dict[str, Any] = {}
    tokens = parse("\n".join(lines), references)
    found = [*blocks.hidden(lines), *blocks.references(references, source)]
    for before, token in zip([Token("", "", 0), *tokens], tokens, strict=False):
        found += blocks.problems(before, token, lines)
        if token.type == "inline":
            found += _in_words(token, before, is_kept)
    return sorted(dict.fromkeys(found), key=lambda problem: problem.line)


def _in_words(token: Token, before: Token, is_kept: Callable[[str], bool]) -> Iterator[Problem]:
    first = (token.map or [0])[0]
    yield from addresses.problems(token.children or [], first, is_kept)
    yield from signs.problems(token, first, is_paragraph=before.type == "paragraph_open")
