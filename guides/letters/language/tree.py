"""What the text of a letter is made of: nothing in it can do anything but be said or left out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Union


class Names(Enum):
    """What a mention names."""

    DATUM, FACT, TERM = "dato", "fatto", "termine"


@dataclass(frozen=True)
class Words:
    text: str


@dataclass(frozen=True)
class Mention:
    """`{{data-consegna|il}}`, `{{fatto:recesso|giorni}}`, `{{termine:recesso}}`."""

    names: Names
    key: str
    format: str = ""  # "" for the first one
    line: int = 1


@dataclass(frozen=True)
class Condition:
    """`{{se merce è restituita}}`; without a value, whether it was answered at all."""

    key: str
    value: str = ""
    is_negated: bool = False


@dataclass(frozen=True)
class Question:
    """`{{se …}} … {{altrimenti}} … {{fine}}`."""

    condition: Condition
    then: "Tree"
    otherwise: "Tree"
    line: int = 1


Node = Union[Words, Mention, Question]  # noqa: UP007 - a forward reference inside
Tree = tuple[Node, ...]
Leaf = Words | Mention


def all_nodes(tree: Iterable[Node]) -> Iterator[Node]:
    """Every node, whichever way one goes."""
    for node in tree:
        yield node
        if isinstance(node, Question):
            yield from all_nodes(node.then)
            yield from all_nodes(node.otherwise)


def chosen(tree: Iterable[Node], holds: Callable[[Condition], bool]) -> Iterator[Leaf]:
    """What is said of it when these conditions hold."""
    for node in tree:
        if isinstance(node, Question):
            yield from chosen(node.then if holds(node.condition) else node.otherwise, holds)
        else:
            yield node


def data_in(tree: Iterable[Node]) -> list[str]:
    """The keys of the data it speaks of, each once, in the order of the text."""
    found = []
    for node in all_nodes(tree):
        if isinstance(node, Question):
            found.append(node.condition.key)
        elif isinstance(node, Mention) and node.names is Names.DATUM:
            found.append(node.key)
    return list(dict.fromkeys(found))


def mentions(tree: Iterable[Node], names: Names) -> list[Mention]:
    return [n for n in all_nodes(tree) if isinstance(n, Mention) and n.names is names]


def needed(tree: Iterable[Node], holds: Callable[[Condition], bool]) -> set[str]:
    """The data without which it cannot be said: those it names, those that decide what it says."""
    found: set[str] = set()
    for node in tree:
        if isinstance(node, Question):
            found |= {node.condition.key} if node.condition.value else set()
            found |= needed(node.then if holds(node.condition) else node.otherwise, holds)
        elif isinstance(node, Mention) and node.names is Names.DATUM:
            found.add(node.key)
    return found
