"""Markdown with front matter; under it one text, or a text and parts with headings of their own.

    ---
    title: Il pacco non arriva
    ---

    L’introduzione.

    ## Se la spedizione è in ritardo

    <!-- sezione
    slug: in-ritardo
    -->

    Il testo della sezione.

What stands above a text is YAML, in a comment where the text is a part. A line of a text that
looks like such a comment begins with a backslash.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import yaml

from guides.archive.exceptions import BadCopy

FENCE, END = "---\n", "-->\n"
HEADING = re.compile(r"(#{1,6})(?: (.*))?\n")
MARKER = re.compile(r"\\*<!-- \w+")
NO_FOLDS = 1_000_000  # letters in a line of YAML: a sentence is never broken

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Readable(Dumper):
    """Texts of many lines stand as they are."""


def _as_block(dumper, text: str):
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Readable.add_representer(str, _as_block)


class Part(NamedTuple):
    """A heading, what is known of the text below it, and the text."""

    level: int
    heading: str
    known: dict
    text: str


def yaml_of(known: dict) -> str:
    if not known:
        return ""
    how = {"allow_unicode": True, "sort_keys": False, "width": NO_FOLDS}
    return yaml.dump(known, Dumper=_Readable, default_flow_style=False, **how)


def read_yaml(text: str) -> dict:
    try:
        known = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as why:
        mark = getattr(why, "problem_mark", None)
        where = f" alla riga {mark.line + 1} dell’intestazione" if mark else ""
        raise BadCopy(f"non si legge{where}") from why
    if known is None:
        return {}
    if not isinstance(known, dict):
        raise BadCopy("sopra il testo non ci sono righe «nome: valore»")
    return known


def opening(known: dict, text: str) -> str:
    """How a file begins."""
    return f"{FENCE}{yaml_of(known)}{FENCE}{_below(text)}"


def part(level: int, heading: str, word: str, known: dict, text: str) -> str:
    """One part more."""
    above = f"\n{'#' * level} {heading}\n\n<!-- {word}\n{yaml_of(known)}{END}"
    return above + _below(text)


def _below(text: str) -> str:
    return f"\n{_escaped(text)}\n" if text else ""


def _escaped(text: str) -> str:
    if "<!-- " not in text:
        return text
    lines = text.split("\n")
    return "\n".join(f"\\{line}" if MARKER.fullmatch(line) else line for line in lines)


def _unescaped(line: str) -> str:
    return line[1:] if line.startswith("\\") and MARKER.fullmatch(line.rstrip("\n")) else line


def read(lines: Iterable[str], word: str = "") -> Iterator[Part]:
    """The opening as a part without a heading, then the parts, whose comments begin with `word`."""
    lines = iter(lines)
    if next(lines, "") != FENCE:
        raise BadCopy("non comincia con «---»")
    known = read_yaml("".join(_until(lines, FENCE)))
    next(lines, "")
    level, heading, text = 0, "", []
    for line in lines:
        if not word or line != f"<!-- {word}\n":
            text.append(_unescaped(line))
            continue
        below = _heading_above(text)
        yield Part(level, heading, known, _joined(text))
        (level, heading), text = below, []
        known = read_yaml("".join(_until(lines, END)))
        next(lines, "")
    yield Part(level, heading, known, _joined(text))


def _until(lines: Iterator[str], end: str) -> Iterator[str]:
    for line in lines:
        if line == end:
            return
        yield line
    raise BadCopy(f"manca la riga «{end.strip()}»")


def _heading_above(text: list[str]) -> tuple[int, str]:
    """Take the heading, and the empty lines about it, away from the end of a text."""
    while text and text[-1] == "\n":
        text.pop()
    found = HEADING.fullmatch(text.pop()) if text else None
    if not found:
        raise BadCopy("sopra un commento «<!-- … -->» manca il titolo con «##»")
    if text and text[-1] == "\n":
        text.pop()
    return len(found[1]), found[2] or ""


def _joined(text: list[str]) -> str:
    return "".join(text).removesuffix("\n")
