"""Which words may fetch candidates, so that a question costs the same in a large index.

A word in more than a tenth of the documents (and in more than 200), or in more than fits the
budget, fetches nothing by itself while a rarer word remains: it fetches only together with
another. All words rank, and all say which of the documents that match are the likeliest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import prod

from guides.search.term import idf

MOST_ROWS = 2_500
LARGE = 50_000  # documents
MOST_ROWS_OF_MANY = 1_000
COMMON = 0.1
FEW = 200  # no more than the candidates that are ranked anyway
MOST_GROUPS = 10
LARGEST_GROUP = 5
MOST_WEIGHED = 6
ATTRACTION = 2  # words asked together meet more often than chance would have it


@dataclass(frozen=True, slots=True)
class Plan:
    """Documents that hold every stem of at least one group, and every phrase (a run of stems).

    `runs`: stems in a row, each run enough by itself.
    `weighed`: stems that fetch nothing alone, with what each is worth in a document that matches.
    `in_title_first`: so many documents match that those with a group in the title come first.
    `otherwise` is what to try when nothing matches.
    `rarity`: every stem asked for, those that fetch too, with what each is worth.
    `is_everywhere`: what must be held is one stem that more than a tenth of the documents hold.
    `most_rows`: so many of the documents that match are weighed.
    """

    groups: tuple[tuple[str, ...], ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    weighed: tuple[tuple[str, float], ...] = ()
    runs: tuple[tuple[str, ...], ...] = ()
    in_title_first: bool = False
    otherwise: "Plan | None" = None
    rarity: tuple[tuple[str, float], ...] = field(default=(), compare=False)
    is_everywhere: bool = field(default=False, compare=False)
    most_rows: int = field(default=MOST_ROWS, compare=False)


def budget_of(documents: int) -> int:
    """Rows to spend on a question. Among very many texts more of its words must stand together in
    those that are fetched: then fewer are weighed, and the right one is oftener among them."""
    return MOST_ROWS if documents < LARGE else MOST_ROWS_OF_MANY


def plan(
    containing: Mapping[str, int],
    documents: int,
    phrases: Sequence[tuple[str, ...]] = (),
    *,
    runs: Sequence[tuple[str, ...]] = (),
    part: int = 1,
) -> Plan | None:
    """The plan for stems given with how many documents contain each; None if no document can match.

    A phrase with a stem that no document contains cannot be found. `part`: only so much of what
    a question may cost is spent, a third for 3.
    """
    if phrases:
        held = [containing.get(stem, 0) for phrase in phrases for stem in phrase]
        everywhere = len(held) == 1 and held[0] > documents * COMMON
        return Plan((), tuple(phrases), is_everywhere=everywhere) if all(held) else None
    rarest_first = sorted((stem for stem, count in containing.items() if count), key=containing.get)
    if not rarest_first:
        return Plan((), runs=tuple(runs)) if runs else None
    alone, together, most_rows = _fetching(rarest_first, containing, documents, part)
    others = rarest_first[len(alone) :]
    in_groups = {stem for group in together for stem in group}
    left_out = [stem for stem in others if stem not in in_groups][:MOST_WEIGHED]
    weighed = tuple((stem, idf(documents, containing[stem])) for stem in left_out)
    runs = tuple(runs)
    rarity = tuple((stem, idf(documents, containing[stem])) for stem in rarest_first)
    whole = Plan((), weighed=weighed, runs=runs, rarity=rarity, most_rows=most_rows)
    if alone:
        return replace(whole, groups=(*((stem,) for stem in alone), *together))
    in_title = replace(
        whole,
        groups=(tuple(others[:1]),),
        weighed=weighed[1:],
        in_title_first=True,
        is_everywhere=containing[others[0]] > documents * COMMON,
    )
    if not together:
        return in_title
    return replace(whole, groups=tuple(together), otherwise=in_title)


def _fetching(
    rarest_first: Sequence[str], containing: Mapping[str, int], documents: int, part: int
) -> tuple[list[str], list[tuple[str, ...]], int]:
    """(stems that may fetch alone, groups that fetch together, rows to weigh); where nothing may
    for the price of a question among very many texts, what may for that among few."""
    is_one, budget = len(rarest_first) == 1, budget_of(documents)
    for most_rows in (MOST_ROWS,) if is_one else (budget, MOST_ROWS):
        rows = most_rows if is_one else most_rows // part
        alone, rows_left = _within_budget(rarest_first, containing, documents, rows)
        if not alone and containing[rarest_first[0]] <= rows:
            alone, rows_left = rarest_first[:1], rows - containing[rarest_first[0]]
        together = _together(rarest_first[len(alone) :], containing, documents, rows_left)
        if alone or together:
            return alone, together, most_rows
    return [], [], budget


def _within_budget(
    rarest_first: Sequence[str], containing: Mapping[str, int], documents: int, rows_left: int
) -> tuple[list[str], int]:
    """(stems that may fetch alone, rows left to spend)."""
    alone: list[str] = []
    for stem in rarest_first:
        if containing[stem] > min(rows_left, max(documents * COMMON, FEW)):
            break
        rows_left -= containing[stem]
        alone.append(stem)
    return alone, rows_left


def _together(
    stems: Sequence[str], containing: Mapping[str, int], documents: int, rows_left: int
) -> list[tuple[str, ...]]:
    """The smallest groups of stems that should fit in the rows left, by how often they meet."""
    for size in range(2, min(len(stems), LARGEST_GROUP) + 1):
        chosen: list[tuple[str, ...]] = []
        for group in combinations(stems, size):
            shares = (containing[stem] / documents for stem in group)
            expected = documents * prod(shares) * ATTRACTION ** (size - 1)
            if expected <= rows_left and len(chosen) < MOST_GROUPS:
                rows_left -= int(expected)
                chosen.append(group)
        if chosen:
            return chosen
    return []
