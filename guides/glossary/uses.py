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
_dependents: list[Finder] = []
_old_wordings: list[Finder] = []


def register_dependents(find: Finder) -> Finder:
    """Register a finder of texts and rules that depend on an answer."""
    _dependents.append(find)
    return find


def register_old_wordings(find: Finder) -> Finder:
    """Register a finder of editions that keep a question as it was published."""
    _old_wordings.append(find)
    return find


def needing(datum, answers: Iterable[str]) -> list[tuple[str, Use]]:
    """Those of `answers`, about to be deleted, that something needs: (answer, what needs it)."""
    uses = list(dict.fromkeys(use for find in _dependents for use in find(datum)))
    return [(answer, use) for answer in answers for use in uses if answer in use.answers]


def not_told(datum) -> list[Use]:
    """What goes on with the old words until it is published again."""
    return [use for find in _old_wordings for use in find(datum)]
