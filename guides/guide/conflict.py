"""What two people did to one guide, piece by piece.

A page of the desk carries what its editor had in front of them: the guide's revision, a
fingerprint of each piece, the order of the rows. So a later save can tell what its editor changed
from what somebody else did meanwhile: guides/guide/merging.py.
"""

import hashlib
import json
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from guides.guide.freshness.owned import CARE
from guides.text.word_diff import in_one, word_diff

GUIDE_FIELDS = (
    *("title", "slug", "summary", "introduction", "topic", "company", "author"),
    *("verified_on", "cover_alt", "other_companies", "sectors", *CARE),
)
# Boxes that hold several values: on the page a list, in a Piece their keys with commas.
SEVERAL = ("other_companies", "sectors")
# By the prefix of their rows on the page, which is also the guide's own name for them.
ROW_FIELDS = {
    "sections": ("title", "level", "problem", "body", "slug", "question"),
    "sources": ("title", "address", "publisher", "consulted_on"),
}
# Pieces whose words can be compared; of the others one value takes the place of another.
IN_WORDS = {"title", "summary", "introduction", "cover_alt", "slug", "problem", "body", "publisher"}
KINDS = {"sections": "Sezione", "sources": "Fonte"}
ORDERS = {"sections": "ordine delle sezioni", "sources": "ordine delle fonti"}


@dataclass(frozen=True)
class Piece:
    """A part of a guide that one person may change while another changes another."""

    label: str
    value: str  # as its box on the page holds it
    text: str  # as a person reads it


@dataclass(frozen=True)
class Change:
    """What somebody else did to a piece since the page was opened; `text` is what it says now."""

    key: str
    label: str
    text: str
    what: str
    is_choice: bool = False  # both wrote in it: one of the two stays
    mine: str = ""  # of a choice between two texts: what I had typed

    @property
    def marked(self) -> SafeString:
        """From my words to the other's, those that differ marked."""
        return mark_safe(in_one(word_diff(self.mine, self.text)))  # noqa: S308 - escaped there


@dataclass
class Seen:
    """What a page of the desk showed; when a save was held, also what came of it."""

    revision: int | None = None
    pieces: dict[str, str] = field(default_factory=dict)  # digests
    orders: dict[str, list[str]] = field(default_factory=dict)  # keys of the rows
    changes: list[Change] | None = None  # None: the page was not held

    def as_text(self) -> str:
        facts = vars(self) | {"changes": self.changes and [vars(c) for c in self.changes]}
        return json.dumps(facts, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Seen":
        """What a page sent back; a page that says nothing readable has seen nothing."""
        try:
            facts = json.loads(text)
            changes = facts["changes"]
            return cls(
                revision=int(facts["revision"]),
                pieces={str(key): str(digest) for key, digest in facts["pieces"].items()},
                orders={str(k): [str(pk) for pk in pks] for k, pks in facts["orders"].items()},
                changes=None if changes is None else [Change(**change) for change in changes],
            )
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            return cls()

    @property
    def choices(self) -> list[Change]:
        return [change for change in self.changes or [] if change.is_choice]


def what_is_seen(guide) -> Seen:
    """What a page made now of the guide shows."""
    return Seen(
        revision=guide.revision,
        pieces={key: digest_of(piece.value) for key, piece in pieces_of(guide).items()},
        orders={name: [str(row.pk) for row in getattr(guide, name).all()] for name in ROW_FIELDS},
    )


def pieces_of(guide) -> dict[str, Piece]:
    """Every piece of the working copy as the database has it."""
    pieces = {name: _piece(guide, name, "") for name in GUIDE_FIELDS}
    for prefix, names in ROW_FIELDS.items():
        for row in getattr(guide, prefix).all():
            where = f" della {row._meta.verbose_name} «{row}»"
            pieces |= {f"{prefix}:{row.pk}:{name}": _piece(row, name, where) for name in names}
    return pieces


def joined(keys) -> str:
    """Several values as one that can be compared, whatever order they came in."""
    return ",".join(sorted(str(key) for key in keys))


def _piece(row, name: str, where: str) -> Piece:
    box = row._meta.get_field(name)
    if name in SEVERAL:
        chosen = list(getattr(row, name).all())
        words = ", ".join(str(each) for each in chosen)
        return Piece(f"{box.verbose_name}{where}", joined(each.pk for each in chosen), words)
    value = getattr(row, box.attname)
    text = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
    return Piece(
        f"{box.verbose_name}{where}", *("" if v is None else str(v) for v in (value, text))
    )


def digest_of(value: str) -> str:
    """The same for what is in the database and for what a browser sends back of it."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return hashlib.sha256(plain.encode()).hexdigest()[:12]
