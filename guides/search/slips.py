"""When an unknown word may be a slip of the pen, and when it is a name or another word.

Nobody who asks about Temu wants "temi". A name that the site has never written looks like a slip
of some word or other, the more so the shorter it is. Pure.
"""

from rapidfuzz.distance import OSA

from guides.search.italian import is_italian

SHORT = 4
LONG = 7  # another letter in a shorter word makes another word, or a name: tesla, testa
_FOREIGN_LETTERS = frozenset("jkwxy")
_ITALIAN_ENDINGS = frozenset("aeio")


def may_be_a_slip(typed: str, known: str) -> bool:
    """Whether somebody who means the known word may have typed the other; both are folded.

    The speller finds the near words; this leaves out those that nobody types by mistake.
    """
    if likeness(typed, known) == SAME_SOUND:
        return True
    if len(typed) <= SHORT or is_italian(typed):
        return False
    if _looks_foreign(typed) and not _looks_foreign(known):
        return known[:-1] == typed  # the last vowel was left out
    # One slip may be any. Of two one is about doubles: elettrica is no elettronica.
    one_slip = OSA.distance(typed, known, score_cutoff=1) <= 1
    return one_slip or OSA.distance(_without_doubles(typed), _without_doubles(known)) <= 1


SAME_SOUND, LETTER_OF_MORE_OR_LESS, ANOTHER_LETTER, FAR = 1.0, 0.8, 0.6, 0.4


def likeness(typed: str, known: str) -> float:
    """How surely the known word was meant, from 0 to 1.

    Doubles, neighbours swapped and a k for a hard c are how Italian is misspelt; another letter in
    its place may as well be another word: basta and busta.
    """
    if _swaps_neighbours(typed, known) or _doubles_wrongly(typed, known):
        return SAME_SOUND
    if "k" in typed and known in (typed.replace("k", "c"), typed.replace("k", "ch")):
        return SAME_SOUND
    if known.startswith(typed):
        return len(typed) / len(known)
    different = abs(len(typed) - len(known))
    if different == 1:
        return LETTER_OF_MORE_OR_LESS
    return ANOTHER_LETTER if different == 0 and len(typed) >= LONG else FAR


def _looks_foreign(word: str) -> bool:
    """Italian words end in a, e, i, o: temu, vinted, booking do not."""
    return word[-1] not in _ITALIAN_ENDINGS or not _FOREIGN_LETTERS.isdisjoint(word)


def _swaps_neighbours(typed: str, known: str) -> bool:
    places = [n for n, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b]
    return (
        len(typed) == len(known)
        and len(places) == 2
        and places[1] == places[0] + 1
        and typed[places[0]] == known[places[1]]
        and typed[places[1]] == known[places[0]]
    )


def _doubles_wrongly(typed: str, known: str) -> bool:
    """paco for pacco, bolleta for bolletta: a letter too few or too many beside its equal."""
    return typed != known and _without_doubles(typed) == _without_doubles(known)


def _without_doubles(word: str) -> str:
    return "".join(b for a, b in zip(" " + word, word, strict=False) if a != b)
