"""Which words may fetch candidates, so that a question costs the same in a large index.

A word in more than a tenth of the documents, or in more than fits the budget, fetches nothing by
itself while a rarer word remains: it fetches only together with another. All words rank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

MOST_ROWS = 5_000
COMMON = 0.1
MOST_PAIRS = 10
ATTRACTION = 3  # words asked together meet more often than chance would have it


@dataclass(frozen=True, slots=True)
class Plan:
    """Documents that hold every stem of at least one group, and every phrase (a run of stems).

    `in_title_first`: so many documents match that those with a group in the title come first.
    """

    groups: tuple[tuple[str, ...], ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    in_title_first: bool = False


def plan(
    containing: Mapping[str, int], documents: int, phrases: Sequence[tuple[str, ...]] = ()
) -> Plan | None:
    """The plan for stems given with how many documents contain each; None if no document can match.

    A phrase with a stem that no document contains cannot be found.
    """
    if phrases:
        findable = all(containing.get(stem) for phrase in phrases for stem in phrase)
        return Plan((), tuple(phrases)) if findable else None
    rarest_first = sorted((stem for stem, count in containing.items() if count), key=containing.get)
    if not rarest_first:
        return None
    alone, rows_left = _within_budget(rarest_first, containing, documents)
    together = _pairs(rarest_first[len(alone) :], containing, documents, rows_left)
    if alone:
        return Plan((*((stem,) for stem in alone), *together))
    commonest = containing[rarest_first[0]] > MOST_ROWS
    return Plan(((rarest_first[0],), *together), in_title_first=commonest)


def _within_budget(
    rarest_first: Sequence[str], containing: Mapping[str, int], documents: int
) -> tuple[list[str], int]:
    """(stems that may fetch alone, rows left to spend)."""
    alone: list[str] = []
    rows_left = MOST_ROWS
    for stem in rarest_first:
        if containing[stem] > min(rows_left, max(documents * COMMON, 1)):
            break
        rows_left -= containing[stem]
        alone.append(stem)
    return alone, rows_left


def _pairs(
    stems: Sequence[str], containing: Mapping[str, int], documents: int, rows_left: int
) -> list[tuple[str, ...]]:
    """Pairs of stems that should fit in the rows left, by how often they would meet by chance."""
    chosen: list[tuple[str, ...]] = []
    for first, second in combinations(stems, 2):
        expected = ATTRACTION * containing[first] * containing[second] / documents
        if expected <= rows_left and len(chosen) < MOST_PAIRS:
            rows_left -= int(expected)
            chosen.append((first, second))
    return chosen
