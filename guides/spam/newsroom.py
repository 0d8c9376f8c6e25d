"""Whether a reader signs with a name that readers would take for the newsroom's. Pure.

Rooms that know our names reserve them: the site's own, those of our authors.
"""

import re
from collections.abc import Callable, Iterable

from guides.text.folded import skeleton

_LEET = str.maketrans("013457@$!|", "oieastasil")
# Short words are looked for whole: "Staffetta" is nobody's staff.
_WORDS = {
    "staff",
    "admin",
    "admins",
    "mod",
    "team",
    "assistenza",
    "supporto",
    "support",
    "ufficiale",
}
_WORDS |= {"redattore", "redattrice", "helpdesk", "sportello"}
_PARTS = (
    *("redazion", "moderator", "moderatric", "moderazion", "amministrator", "amministratric"),
    *("administrator", "webmaster", "servizioclienti", "customercare", "customerservice"),
)
_FEWEST_LETTERS = 5  # of a reserved name that is looked for inside another

_reserved: list[Callable[[], Iterable[str]]] = []


def reserve(names: Callable[[], Iterable[str]]) -> None:
    """From now on, readers who sign with one of these names are noticed."""
    _reserved.append(names)


def reserved_names() -> list[str]:
    return [name for names in _reserved for name in names()]


def signs_as_the_newsroom(name: str, reserved: Iterable[str] = ()) -> bool:
    """Capitals, accents, spaces, letters and digits that look alike do not matter."""
    words = re.findall(r"[^\W_]+", skeleton(name).translate(_LEET))
    joined = "".join(words)
    if _WORDS & {*words, joined} or any(part in joined for part in _PARTS):
        return True
    ours = ("".join(re.findall(r"[^\W_]+", skeleton(one).translate(_LEET))) for one in reserved)
    return any(len(one) >= _FEWEST_LETTERS and one in joined for one in ours)
