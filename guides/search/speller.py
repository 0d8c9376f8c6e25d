"""Words near to one that the index lacks, in the manner of SymSpell: distance 1 before 2.

The vocabulary is plain strings by length, compared by rapidfuzz: SymSpell's own table of deletions
answers faster but holds some thirty entries a word in every worker (docs/decisions/).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_CORRECTED = 4
SHORTEST_WRONG_AT_ONCE = 5  # a slip in the first letter is rare, and short words have many near
SHORTEST_TWICE_WRONG = 7  # "scarpe" is two slips from "scade", and a word of its own
SHORTEST_COMPLETED = 3
MOST_NEIGHBOURS = 40


class Vocabulary:
    """The folded words that may be proposed; it only grows: the index knows which are in use."""

    def __init__(self) -> None:
        self._sorted: list[str] = []
        self._of_length: dict[int, list[str]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._sorted)

    def __contains__(self, word: str) -> bool:
        place = bisect_left(self._sorted, word)
        return self._sorted[place : place + 1] == [word]

    def add(self, words: Iterable[str]) -> None:
        """Make words known; each is given once."""
        for word in words:
            self._sorted.append(word)
            self._of_length[len(word)].append(word)
        self._sorted.sort()

    def beginning_with(self, start: str) -> list[str]:
        """Known words that go on from at least three letters, in alphabetical order."""
        if len(start) < SHORTEST_COMPLETED:
            return []
        first = bisect_left(self._sorted, start)
        following = islice(self._sorted, first, first + MOST_NEIGHBOURS)
        return [word for word in following if word.startswith(start)]

    def near(self, word: str) -> list[tuple[str, int]]:
        """(known word, distance) at the smallest distance that has any: 1, else 2, else none.

        A slip is a letter missing, added, changed, or two neighbours swapped. Short words get
        no second slip: too many words are two slips away from them. Their first letter, and that
        of words with two slips, must be right.
        """
        if len(word) < SHORTEST_CORRECTED:
            return []
        for distance in (1, 2) if len(word) >= SHORTEST_TWICE_WRONG else (1,):
            found = self._within(word, distance)
            if distance == 2 or len(word) < SHORTEST_WRONG_AT_ONCE:
                found = [(known, how_far) for known, how_far in found if known[0] == word[0]]
            if found:
                return found
        return []

    def _within(self, word: str, distance: int) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for length in range(len(word) - distance, len(word) + distance + 1):
            near = process.extract(
                word,
                self._of_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=distance,
                limit=MOST_NEIGHBOURS,
            )
            found += [(known, int(how_far)) for known, how_far, _ in near]
        return found
