"""The later save of a guide never silently overwrites the earlier.

A page of the desk carries what its editor had in front of them: the guide's revision and a
fingerprint of each piece. When the revision has moved on, the save is held and the editor is told
which pieces the other person changed.
"""

import hashlib
import json
from dataclasses import dataclass

GUIDE_FIELDS = (
    *("title", "slug", "summary", "introduction", "topic", "company", "author"),
    *("verified_on", "cover", "cover_alt"),
)
SECTION_FIELDS = ("title", "level", "problem", "body", "slug")
SOURCE_FIELDS = ("title", "address", "publisher", "consulted_on")


@dataclass(frozen=True)
class Piece:
    """A part of a guide that one person may change while another changes another."""

    key: str
    label: str
    text: str
    mark: str = ""  # what tells it from another, when that is not its text

    @property
    def digest(self) -> str:
        return hashlib.sha256((self.mark or self.text).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Change:
    """What somebody else did to a piece since the page was opened; `text` is what it says now."""

    label: str
    text: str
    what: str


def pieces_of(guide) -> list[Piece]:
    """Every piece of the working copy as the database has it."""
    sections = list(guide.sections.all())
    pieces = [_piece(guide, "", name, "") for name in GUIDE_FIELDS]
    pieces.append(_order_of(sections))
    for section in sections:
        where = f" della sezione «{section.title}»"
        pieces += [_piece(section, f"section:{section.pk}:", n, where) for n in SECTION_FIELDS]
    for source in guide.sources.all():
        text = " · ".join(str(getattr(source, name)) for name in SOURCE_FIELDS)
        pieces.append(Piece(f"source:{source.pk}", f"fonte «{source.title}»", text))
    return pieces


def _piece(row, prefix: str, name: str, where: str) -> Piece:
    field = row._meta.get_field(name)
    value = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
    return Piece(prefix + name, f"{field.verbose_name}{where}", "" if value is None else str(value))


def _order_of(sections) -> Piece:
    titles = " · ".join(section.title for section in sections)
    keys = " ".join(str(section.pk) for section in sections)
    return Piece("order", "ordine delle sezioni", titles, mark=keys or "nessuna")


def what_is_seen(guide) -> str:
    """What a page carries of the guide it shows, to be sent back with the save."""
    seen = {piece.key: [piece.label, piece.digest] for piece in pieces_of(guide)}
    return json.dumps({"revision": guide.revision, "pieces": seen}, ensure_ascii=False)


def revision_in(seen: str) -> int | None:
    """The revision a page carried; None when it says nothing readable."""
    try:
        return int(json.loads(seen)["revision"])
    except (ValueError, TypeError, KeyError):
        return None


def changes_since(seen: str, guide) -> list[Change]:
    """What changed in the database since the page was made, in the order of the page."""
    try:
        before = {
            key: (label, digest) for key, (label, digest) in json.loads(seen)["pieces"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        before = {}
    now = {piece.key: piece for piece in pieces_of(guide)}
    changes = []
    for piece in now.values():
        if piece.key not in before:
            changes.append(Change(piece.label, piece.text, "nuovo"))
        elif before[piece.key][1] != piece.digest:
            changes.append(Change(piece.label, piece.text, "cambiato"))
    gone = [Change(label, "", "tolto") for key, (label, _) in before.items() if key not in now]
    return [change for change in changes + gone if change.text or change.what != "nuovo"]
