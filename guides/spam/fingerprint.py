"""Near-duplicate texts: MinHash over pairs of words, cut in bands (Broder 1997).

Two texts that share 80 % of their word pairs have about half of their bands in common, so "at
least two bands alike" finds 9 in 10 of those and 1 in 100 of the texts that share 30 %.
"""

import hashlib
from itertools import pairwise
from random import Random

from guides.spam.normalising import words

BANDS = 6
ROWS = 3
ALIKE = 2  # bands in common that make two texts near-duplicates
FEWEST_WORDS = 6  # "grazie mille" is written by many honest people

PRIME = (1 << 61) - 1
_fixed = Random(20200720)  # noqa: S311 - not a secret: the same numbers on every machine
PERMUTATIONS = [(_fixed.randrange(1, PRIME), _fixed.randrange(PRIME)) for _ in range(BANDS * ROWS)]


def fingerprint(text: str) -> list[int]:
    """Return six signed 64-bit numbers, or [] for a text too short to be compared."""
    said = words(text)
    if len(said) < FEWEST_WORDS:
        return []
    pairs = [_number(f"{one} {two}") for one, two in pairwise(said)]
    lowest = [min((a * pair + b) % PRIME for pair in pairs) for a, b in PERMUTATIONS]
    return [
        _number(f"{band}:{lowest[band * ROWS : (band + 1) * ROWS]}", signed=True)
        for band in range(BANDS)
    ]


def are_alike(one: list[int], other: list[int]) -> bool:
    """True when two fingerprints belong to the same text, give or take some words."""
    return len(set(one) & set(other)) >= ALIKE


def _number(text: str, *, signed: bool = False) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=signed)
