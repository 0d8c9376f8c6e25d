"""Rows in reading order become a tree. Pure: it asks each row only for its place and state."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol


class Placed(Protocol):
    pk: int
    parent_id: int | None
    is_public: bool


@dataclass
class Branch:
    """A comment with the answers that are shown under it."""

    comment: Placed
    replies: list["Branch"] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Whether there is something to read in it or below it, shown here or on further pages."""
        has_more = getattr(self.comment, "has_more", False)
        return bool(self.comment.is_public or self.replies or has_more)


def build_tree(comments: Iterable[Placed]) -> list[Branch]:
    """The threads, each comment under its parent, parents given before their answers.

    One whose parent is not among them stands on the first level. One that is no longer public
    stays, as a mark without words, only while something public hangs below it.
    """
    branches: dict[int, Branch] = {}
    roots: list[Branch] = []
    for comment in comments:
        branch = branches[comment.pk] = Branch(comment)
        above = branches.get(comment.parent_id or 0)
        (above.replies if above else roots).append(branch)
    return _alive(roots)


def _alive(branches: list[Branch]) -> list[Branch]:
    for branch in branches:
        branch.replies = _alive(branch.replies)
    return [branch for branch in branches if branch.has_words]
