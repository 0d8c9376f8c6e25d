"""Every way in which the texts of a letter can be filled, as far as they tell answers apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from guides.letters.language.tree import Condition, Question, Tree

# The states of what is written, not chosen; and an answer that says nothing.
NOT_ANSWERED, ANSWERED, UNKNOWN = "", "\u2713", "non-so"
MOST = 2_000

State = Mapping[str, str]
States = Callable[[str], Sequence[str]]


class TooMany(Exception):
    """More than MOST: nobody would read so many letters."""


class _Asks(Exception):
    """The way on depends on an answer that is not there yet."""

    def __init__(self, key: str) -> None:
        self.key = key


def holds_in(state: State, condition: Condition) -> bool:
    """«Non lo so» is an answer to be told apart, and no answer to be said.

    Raises KeyError when the state does not say.
    """
    answer = state[condition.key]
    is_said = answer not in (NOT_ANSWERED, UNKNOWN)
    is_so = answer == condition.value if condition.value else is_said
    return is_so != condition.is_negated


def combinations(trees: Sequence[Tree], states: States) -> Iterator[dict[str, str]]:
    """Each set of answers that makes a letter of its own: only what is asked on its way is in it.

    Raises TooMany.
    """
    made = 0
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        state = waiting.pop()
        try:
            for tree in trees:
                _walk(tree, state)
        except _Asks as missing:
            more = [state | {missing.key: one} for one in states(missing.key)]
            waiting += reversed(more)
            continue
        made += 1
        if made > MOST:
            raise TooMany
        yield state


def _walk(tree: Tree, state: State) -> None:
    for node in tree:
        if not isinstance(node, Question):
            continue
        key = node.condition.key
        if key not in state:
            raise _Asks(key)
        _walk(node.then if holds_in(state, node.condition) else node.otherwise, state)


def ways_taken(trees: Sequence[Tree], state: State) -> set[tuple[int, int, bool]]:
    """(text, identity of the question, whether it holds) of every turn that these answers take."""
    taken: set[tuple[int, int, bool]] = set()

    def walk(number: int, tree: Tree) -> None:
        for node in tree:
            if isinstance(node, Question):
                is_so = holds_in(state, node.condition)
                taken.add((number, id(node), is_so))
                walk(number, node.then if is_so else node.otherwise)

    for number, tree in enumerate(trees):
        walk(number, tree)
    return taken
