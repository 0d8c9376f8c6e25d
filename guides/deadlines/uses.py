"""Who uses a rule: each later room says its own, this one knows none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class RuleUse:
    """A rule in something that an editor wrote; `desk` is where it is taken out."""

    where: str
    desk: str
    is_live: bool = False


_finders: list[Callable[..., Iterable[RuleUse]]] = []


def register(find: Callable[..., Iterable[RuleUse]]) -> Callable[..., Iterable[RuleUse]]:
    _finders.append(find)
    return find


def uses_of(rule) -> list[RuleUse]:
    """Those that readers see first."""
    found = [use for find in _finders for use in find(rule)]
    return sorted(found, key=lambda use: (not use.is_live, use.where))
