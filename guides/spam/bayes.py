"""The word model: naive Bayes over the words that moderators called spam or good.

Own code, because what is kept (river, scikit-learn) wants numpy and a pickled model, and what
fits (spambayes) is not kept. Counts are of texts, not of repetitions, so that a text that says
a word a hundred times teaches it once.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from guides.spam.normalising import links, words
from guides.text.addresses import host_of

LONGEST_WORD = 40
TELLING_WORDS = 30  # the strongest words of a text decide, as in Graham, "A Plan for Spam" (2002)
DOUBT = 1.0  # weight of "unknown" against what was seen: Robinson's smoothing
FEWEST_LESSONS = 20  # texts of each kind before the model has a right to speak

Counts = tuple[int, int]  # (spam texts, good texts) that hold a word


@dataclass(frozen=True)
class Opinion:
    """How likely spam is, from 0 to 1, and the words that weighed most towards it."""

    probability: float
    telling: tuple[str, ...] = ()


def features(text: str) -> set[str]:
    """What is learned from a text: its words, and the hosts it links to as "host:…".

    Long numbers are left out: they are telephones and order codes, personal and never seen twice.
    """
    said = {word for word in words(text) if 2 <= len(word) <= LONGEST_WORD}
    said = {word for word in said if sum(map(str.isdigit, word)) < 5}
    return said | {f"host:{host_of(link)}"[:LONGEST_WORD] for link in links(text)}


def opinion(text: str, seen: Mapping[str, Counts], *, lessons: Counts) -> Opinion | None:
    """Judge a text by the counts of its features; None while too little was learned."""
    if min(lessons) < FEWEST_LESSONS:
        return None
    odds = {word: _log_odds(seen[word], lessons) for word in features(text) if word in seen}
    strongest = sorted(odds, key=lambda word: (-abs(odds[word]), word))[:TELLING_WORDS]
    total = sum(odds[word] for word in strongest)
    telling = tuple(word for word in strongest if odds[word] > 1)[:5]
    return Opinion(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), telling)


def _log_odds(counts: Counts, lessons: Counts) -> float:
    """ln(P(word in spam) / P(word in good)), drawn towards 0 for words rarely seen."""
    spam, good = counts[0] / lessons[0], counts[1] / lessons[1]
    seen = counts[0] + counts[1]
    share = (DOUBT * 0.5 + seen * spam / (spam + good)) / (DOUBT + seen) if seen else 0.5
    return math.log(share / (1 - share))
