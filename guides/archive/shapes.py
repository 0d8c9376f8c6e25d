"""The ways in which the rows of a model are written in a copy, and the way of staying."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

Rows = models.QuerySet


def every(rows: Rows, with_queue: bool) -> Rows:
    return rows


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What all ways have in common."""

    # The columns that leave, where only some may: what readers wrote, or a key of a reader.
    only: tuple[str, ...] = ()
    # The columns that stay where the others leave: keys of private links, what is made anew.
    without: tuple[str, ...] = ()
    # Which rows leave, given all of them and whether the queue was asked for.
    which: Callable[[Rows, bool], Rows] = every
    # What a row that leaves says in place of its own: {column: value}.
    instead: Callable[[Any, bool], dict] = lambda row, with_queue: {}
    order: tuple[str, ...] = ("pk",)
    # A site is born with rows of it: an import takes them away first.
    is_inborn: bool = False


@dataclass(frozen=True)
class Lines(Shape):
    """A file of JSON lines, a line a row; with `of`, a file for each row that column leads to."""

    where: str
    of: str = ""


@dataclass(frozen=True)
class Pages(Shape):
    """A folder of Markdown files, a file a row: one column is the text, the others stand above."""

    where: str
    body: str = ""
    name: Callable[[Any], str] | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inside(Shape):
    """Written within the row that one of these columns leads to, as a list."""

    of: str | tuple[str, ...]
    order: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def parents(self) -> tuple[str, ...]:
        return (self.of,) if isinstance(self.of, str) else self.of


@dataclass(frozen=True)
class Parts(Shape):
    """Written in the file of the row it belongs to, each under a heading of its own."""

    of: str
    heading: str
    body: str
    level: str


@dataclass(frozen=True)
class Stays:
    """Not in a copy, and why."""

    because: str


@dataclass(frozen=True)
class MadeAnew(Stays):
    """Not in a copy: it follows from what is there."""
