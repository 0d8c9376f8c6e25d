"""Who uses a datum's answers, and who still says its old words: each later room says its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """A place of the desk where a datum is used; `answers` are the keys that it tells apart."""

    words: str
    desk: str
    answers: frozenset[str] = frozenset()


Finder = Callable[..., Iterable[Use]]
_telling_apart: list[Finder] = []
_saying_old_words: list[Finder] = []


def tells_apart(find: Finder) -> Finder:
    """Rooms whose texts and rules depend on an answer: without it they would never hold."""
    _telling_apart.append(find)
    return find


def says_old_words(find: Finder) -> Finder:
    """Rooms that keep a question as it was published."""
    _saying_old_words.append(find)
    return find


def needing(datum, answers: Iterable[str]) -> list[tuple[str, Use]]:
    """Those of `answers`, about to be deleted, that something needs: (answer, what needs it)."""
    uses = list(dict.fromkeys(use for find in _telling_apart for use in find(datum)))
    return [(answer, use) for answer in answers for use in uses if answer in use.answers]


def not_told(datum) -> list[Use]:
    """What goes on with the old words until it is published again."""
    return [use for find in _saying_old_words for use in find(datum)]
