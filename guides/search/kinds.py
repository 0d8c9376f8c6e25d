"""The kinds of things that are found.

A room registers each of its own once, where it makes the hits: facets name it, the ranking weighs
it, and readers may ask for it. Pure.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from guides.search.analyzer import tokens


@dataclass(frozen=True, slots=True)
class Kind:
    """How readers call one, several, and what they type who want one and no other.

    `asked_as`: a thing of this kind is found by these words as if they stood in its title: who asks
    for "modello lettera rimborso" wants the letter, which never calls itself so. `worth`: against
    a hit of another kind that answers as well. `within`: where it stands, given what it is part of.
    `checked`: what its day says of it, "verificata il 3 marzo".
    """

    name: str
    many: str
    asked_as: str = ""
    worth: float = 1.0
    within: str = ""
    goes_on: str = "Apri la pagina"
    checked: str = "verificata"

    def worth_to(self, stems: Collection[str]) -> float:
        """Its weight for a question with these stems: in full where its name is one of them."""
        is_asked_for = self.worth != 1.0 and not _stems(self.asked_as).isdisjoint(stems)
        return 1.0 if is_asked_for else self.worth

    def place(self, part_of: str) -> str:
        """What it is, and what it is part of."""
        if part_of and self.within:
            return self.within.format(part_of)
        name = self.name.capitalize()
        return f"{name} · {part_of}" if part_of else name


_registered: dict[str, Kind] = {}


@cache
def _stems(words: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(words))


def register(kind: Kind) -> Kind:
    """Make a kind known; its name is what `Hit.kind` says."""
    _registered[kind.name] = kind
    return kind


def kind_of(name: str) -> Kind:
    """The kind of this name; one that no room knows any more is called as it was."""
    return _registered.get(name) or Kind(name, name.capitalize())


def registered() -> list[Kind]:
    return list(_registered.values())
