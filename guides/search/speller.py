"""Words near to one that the index lacks, in the manner of SymSpell: distance 1 before 2.

The vocabulary is plain strings by first letter and length, compared by rapidfuzz; the few that a
wrong first letter may stand for are written out. SymSpell's own table of deletions answers faster
but holds some thirty entries a word in every worker (docs/decisions/0005-search.md).
"""

from bisect import bisect_left, insort
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
FEW = 200  # new words that are put in their places one by one: of more all are sorted sooner


class Vocabulary:
    """The folded words that may be proposed; the index knows which of them are still in use."""

    def __init__(self) -> None:
        self._sorted: list[str] = []
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)  # first letter, length

    def __len__(self) -> int:
        return len(self._sorted)

    def __contains__(self, word: str) -> bool:
        place = bisect_left(self._sorted, word)
        return self._sorted[place : place + 1] == [word]

    def add(self, words: Iterable[str]) -> None:
        """Make words known; each is given once."""
        new = list(words)
        for word in new:
            self._alike[word[:1], len(word)].append(word)
        if len(new) > FEW:
            self._sorted = sorted(self._sorted + new)
        else:
            for word in new:
                insort(self._sorted, word)

    def remove(self, words: Iterable[str]) -> None:
        """Forget a few known words."""
        for word in words:
            self._alike[word[:1], len(word)].remove(word)
            del self._sorted[bisect_left(self._sorted, word)]

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
            if distance == 1 and len(word) >= SHORTEST_WRONG_AT_ONCE:
                found += [(known, 1) for known in self._begun_wrong(word) if known in self]
            if found:
                return found
        return []

    def _within(self, word: str, distance: int) -> list[tuple[str, int]]:
        """Those that begin with the same letter."""
        found: list[tuple[str, int]] = []
        for length in range(len(word) - distance, len(word) + distance + 1):
            near = process.extract(
                word,
                self._alike.get((word[0], length), ()),
                scorer=OSA.distance,
                score_cutoff=distance,
                limit=MOST_NEIGHBOURS,
            )
            found += [(known, int(how_far)) for known, how_far, _ in near]
        return found

    def _begun_wrong(self, word: str) -> set[str]:
        """What may be meant where the slip is in the first letter, which is another."""
        others = {letter for letter, _ in list(self._alike)} - {word[0]}
        meant = {letter + rest for letter in others for rest in (word, word[1:])}
        meant |= {word[1:], word[1] + word[0] + word[2:]}
        return {known for known in meant if known[0] != word[0]}
