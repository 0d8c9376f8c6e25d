"""The files of a copy, line by line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from guides.archive import front_matter
from guides.archive.exceptions import BadCopy
from guides.archive.front_matter import Part
from guides.archive.shapes import Lines, Pages


def files_of(shape: Lines | Pages, paths) -> list[str]:
    """Those that hold the rows of this shape."""
    if isinstance(shape, Lines) and not shape.of:
        return [path for path in (f"{shape.where}.jsonl",) if path in paths]
    ending = ".md" if isinstance(shape, Pages) else ".jsonl"
    return sorted(p for p in paths if p.startswith(f"{shape.where}/") and p.endswith(ending))


def lines_of(place: Path) -> TextIO:
    """An editor may have left a mark at the beginning, and line ends of its own."""
    return place.open(encoding="utf-8-sig")


def json_lines(lines: Iterator[str]) -> Iterator[dict]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as why:
            raise BadCopy(f"la riga {number} non è JSON") from why
        if not isinstance(found, dict):
            raise BadCopy(f"la riga {number} non ha la forma {{…}}")
        yield found


def parts_of(lines: Iterator[str], word: str) -> Iterator[Part]:
    return front_matter.read(lines, word)
