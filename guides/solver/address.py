"""Where a reader stands, in the address: /risolvi/<slug>/<question>/<answer>/… Pure.

A path and not a query string, so that each step is kept on disk like any other page. What is
answered but not yet asked (after changing an answer, or on another page) is in the query string.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from guides.solver.graph import Graph, Step

PAIRS = re.compile(r"(?:[\w-]+/[\w-]+/)*", re.ASCII)
MOST_PAIRS = 12


def answers_in(way: str) -> dict[str, str] | None:
    """The answers of a path, in order; None when it is no such path."""
    way = f"{way}/" if way and not way.endswith("/") else way  # cut short on its way
    words = way.split("/")[:-1]
    if not PAIRS.fullmatch(way) or len(words) > 2 * MOST_PAIRS:
        return None
    answers = dict(zip(words[::2], words[1::2], strict=True))
    return answers if 2 * len(answers) == len(words) else None


def address(root: str, steps: Iterable[Step], beside: Iterable[tuple[str, str]] = ()) -> str:
    """Of who has made these steps; `beside` is what the address carries along."""
    way = "".join(f"{step.question.key}/{step.answer.key}/" for step in steps)
    query = urlencode(list(beside))
    return f"{root}{way}?{query}" if query else f"{root}{way}"


def answers_of(graph: Graph, given: Mapping[str, str]) -> dict[str, str]:
    """What a query string answers of this way's questions, in the way's own order."""
    return {
        key: given[key]
        for key, question in graph.questions.items()
        if key in given and question.answer(given[key])
    }
