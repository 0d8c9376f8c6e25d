"""Why a guide cannot be published: a sentence that knows which box of the form it speaks of."""

SECTIONS, SOURCES, REVIEW = (
    "sections-group",
    "sources-group",
    "revisione",
)  # places of the form that are no box


class Obstacle(str):
    """An Italian sentence for the editor; `box` is a field's name or a section's uid."""

    __slots__ = ("box",)

    def __new__(cls, words: str, box: str = "") -> "Obstacle":
        made = super().__new__(cls, words)
        made.box = box
        return made


def place_of(words: str, rows: dict[str, str]) -> str:
    """Where in the page to go; `rows` are the sections' rows by uid. "" when nowhere."""
    box = getattr(words, "box", "")
    if not box or box in rows:
        return rows.get(box, "")
    return box if box in (SECTIONS, SOURCES, REVIEW) or "/" in box else f"id_{box}"


def way_to(words: str, rows: dict[str, str]) -> str:
    """The same as a link: to a place in the page, or to another page of the desk."""
    place = place_of(words, rows)
    return place if not place or "/" in place else f"#{place}"
