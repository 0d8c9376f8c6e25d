"""The collection as the desk lists it."""

from dataclasses import dataclass, field

from guides.guide.pictures.uses import WORKING, Use, all_uses
from guides.text.canonical import in_one_line
from guides.uploads.images import ALT_TO_WRITE
from guides.uploads.pictures import Picture

UNUSED, WORDLESS = "non-usate", "senza-testo"
FILTERS = {"": "Tutte", WORDLESS: "Senza testo alternativo", UNUSED: "Non usate"}


@dataclass
class CollectedPicture:
    """A picture with where it is used."""

    picture: Picture
    uses: list[Use] = field(default_factory=list)

    @property
    def alternatives(self) -> list[str]:
        """Each of its words once, the working copy's first."""
        first = sorted(self.uses, key=lambda use: use.kind != WORKING)
        said = dict.fromkeys(use.alternative for use in first if use.alternative)
        return [words for words in said if words != ALT_TO_WRITE]

    @property
    def lacks_words(self) -> bool:
        return any(use.lacks_words for use in self.uses)

    @property
    def kinds(self) -> dict[str, int]:
        counted: dict[str, int] = {}
        for use in self.uses:
            counted[use.kind] = counted.get(use.kind, 0) + 1
        return counted

    def has(self, words: list[str]) -> bool:
        said = [self.picture.name, self.picture.sent_as]
        said += [part for use in self.uses for part in (use.where, use.alternative or "")]
        text = " ".join(said).lower()
        return all(word in text for word in words)


def collected(*, q: str = "", only: str = "") -> list[CollectedPicture]:
    """Those with all the words of `q`; what lacks an alternative text first, then the newest."""
    uses = all_uses()
    rows = Picture.objects.select_related("added_by")
    found = [CollectedPicture(picture, uses.get(picture.name, [])) for picture in rows]
    words = in_one_line(q).lower().split()
    asked = {UNUSED: lambda s: not s.uses, WORDLESS: lambda s: s.lacks_words}
    keep = asked.get(only, lambda s: True)
    chosen = [s for s in found if keep(s) and s.has(words)]
    return sorted(chosen, key=lambda s: not s.lacks_words)


def collected_one(picture: Picture) -> CollectedPicture:
    return CollectedPicture(picture, all_uses().get(picture.name, []))
