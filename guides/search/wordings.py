"""What the editors say that readers' words mean, found in a question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from guides.search.analyzer import Token
from guides.search.vocabulary import SynonymStems


def put_right(terms: Sequence[Token], wordings: Iterable[SynonymStems]) -> list[Token]:
    """The words typed, with those that the editors know as wrong replaced where they stand."""
    wanted = list(terms)
    for start, wording in _typed_among(terms, wordings):
        if wording.replaces:
            replaced = terms[start : start + len(wording.stems)]
            place = wanted.index(replaced[0]) if replaced[0] in wanted else len(wanted)
            wanted[place:place] = wording.meaning
            wanted = [term for term in wanted if term not in replaced]
    return list({term.stem: term for term in reversed(wanted)}.values())[::-1]


def meant_by(
    terms: Sequence[Token], wordings: Iterable[SynonymStems]
) -> defaultdict[str, list[tuple[str, ...]]]:
    """What the editors say each of the words, alone or with its neighbours, also means."""
    meant = defaultdict(list)
    for start, wording in _typed_among(terms, wordings):
        if not wording.replaces:
            for term in terms[start : start + len(wording.stems)]:
                meant[term.word].append(tuple(other.stem for other in wording.meaning))
    return meant


def _typed_among(
    terms: Sequence[Token], wordings: Iterable[SynonymStems]
) -> Iterator[tuple[int, SynonymStems]]:
    """(where it begins, wording) for each of the editors' wordings that was typed."""
    stems = [term.stem for term in terms]
    first = set(stems)
    for wording in wordings:  # hundreds, and few begin with a word that was typed
        if not wording.stems or wording.stems[0] not in first:
            continue
        size = len(wording.stems)
        for start in range(len(stems) - size + 1):
            if tuple(stems[start : start + size]) == wording.stems:
                yield start, wording
