"""The later save of a guide never silently overwrites the earlier, nor the earlier the later.

When the guide was saved by somebody else after a page was opened, what they alone changed is put
into what was sent, what the editor alone changed stays, and where both wrote the editor chooses.
"""

from dataclasses import dataclass, field, replace

from django.http import QueryDict

from guides.desk.ordering import LAST
from guides.guide.conflict import (
    GUIDE_FIELDS,
    IN_WORDS,
    KINDS,
    ORDERS,
    ROW_FIELDS,
    SEVERAL,
    Change,
    Piece,
    Seen,
    digest_of,
    joined,
    pieces_of,
    what_is_seen,
)
from guides.text.numbers import whole_number

HELD_NOW = "_held"


@dataclass
class Row:
    """A row as it was sent; without a key when it is new."""

    key: str
    boxes: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> int:
        typed = whole_number(self.boxes.get("position", "").strip())
        return LAST if typed is None else typed

    @property
    def is_taken_away(self) -> bool:
        return bool(self.boxes.get("DELETE"))


def merged(sent: QueryDict, guide) -> QueryDict:
    """What was sent, with what somebody else saved meanwhile; as it is when nobody did."""
    seen = Seen.from_text(sent.get("seen", ""))
    data = sent.copy()
    data.pop(HELD_NOW, None)
    if seen.revision == guide.revision:
        return _with_choices(data, seen, guide) if seen.changes is not None else sent
    merge = Merge(seen, guide)
    merge.take_fields(data)
    for prefix in ROW_FIELDS:
        if f"{prefix}-TOTAL_FORMS" in data:
            merge.take_rows(data, prefix)
    now = what_is_seen(guide)
    now.changes = merge.changes
    data["seen"], data[HELD_NOW] = now.as_text(), "1"
    return data


def _with_choices(data: QueryDict, seen: Seen, guide) -> QueryDict:
    """Where both wrote and the editor prefers the other's words: those."""
    taken = set(data.getlist("_take")) & {change.key for change in seen.choices}
    if data.get("_overwrite") != str(guide.revision) or not taken:
        return data
    now = pieces_of(guide)
    for key in taken & set(GUIDE_FIELDS):
        put_in(data, key, now[key].value)
    for prefix in ROW_FIELDS:
        rows = rows_in(data, prefix)
        for row in rows:
            keys = {name: f"{prefix}:{row.key}:{name}" for name in ROW_FIELDS[prefix]}
            row.boxes |= {
                name: now[key].value for name, key in keys.items() if key in taken & set(now)
            }
        if prefix in taken:
            rows = in_order(rows, seen.orders.get(prefix, []))
        write_rows(data, prefix, rows)
    return data


def with_my_words(changes: list[Change], data: QueryDict) -> list[Change]:
    """The changes, those that are a choice between two texts with what I typed."""
    return [
        replace(change, mine=_typed(data, change.key)) if change.is_choice else change
        for change in changes
    ]


def _typed(data: QueryDict, key: str) -> str:
    prefix, _, rest = key.partition(":")
    row_key, _, name = rest.partition(":")
    if (name or prefix) not in IN_WORDS:
        return ""
    if not name:
        return data.get(prefix, "")
    row = next((row for row in rows_in(data, prefix) if row.key == row_key), None)
    return row.boxes.get(name, "") if row else ""


def put_in(data: QueryDict, name: str, value: str) -> None:
    """A piece's value into its box."""
    if name in SEVERAL:
        data.setlist(name, value.split(",") if value else [])
    else:
        data[name] = value


class Merge:
    """One save and what happened meanwhile."""

    def __init__(self, seen: Seen, guide) -> None:
        self.seen, self.guide = seen, guide
        self.now: dict[str, Piece] = pieces_of(guide)
        self.orders = what_is_seen(guide).orders
        self.changes: list[Change] = []

    def take_fields(self, data: QueryDict) -> None:
        for name in GUIDE_FIELDS:
            if name in SEVERAL:  # a box of several values sends nothing when none is chosen
                put_in(data, name, self.resolve(name, joined(data.getlist(name))))
            elif name in data:
                data[name] = self.resolve(name, data[name])

    def resolve(self, key: str, mine: str) -> str:
        """What a box holds after both: theirs where only they wrote, else mine, and said."""
        piece = self.now[key]
        before, theirs = self.seen.pieces.get(key), digest_of(piece.value)
        if theirs in (before, digest_of(mine)):
            return mine
        if digest_of(mine) == before:
            self.say(key, piece.label, piece.text, "cambiato")
            return piece.value
        self.say(key, piece.label, piece.text, "cambiato da tutti e due", is_choice=True)
        return mine

    def say(self, key: str, label: str, text: str, what: str, *, is_choice: bool = False) -> None:
        self.changes.append(Change(key, label, text, what, is_choice))

    def take_rows(self, data: QueryDict, prefix: str) -> None:
        rows = sorted(rows_in(data, prefix), key=lambda row: row.place)
        mine = [row.key for row in rows if row.key]
        rows = [row for row in rows if self._stays(prefix, row)]
        for key in self.orders[prefix]:
            if key not in mine and key not in self.seen.orders.get(prefix, []):
                rows.append(self._added(prefix, key))
        write_rows(data, prefix, in_order(rows, self._order(prefix, mine)))

    def _stays(self, prefix: str, row: Row) -> bool:
        """Take into a row what the other did to it; False when only they took it away."""
        if not row.key:
            return True
        names = [name for name in ROW_FIELDS[prefix] if name in row.boxes]
        keys = {name: f"{prefix}:{row.key}:{name}" for name in names}
        if row.key not in self.orders[prefix]:
            return self._outlives(prefix, row, keys)
        if row.is_taken_away:
            return self._is_taken_away_by_me(row, keys)
        row.boxes |= {name: self.resolve(key, row.boxes[name]) for name, key in keys.items()}
        return True

    def _outlives(self, prefix: str, row: Row, keys: dict[str, str]) -> bool:
        """They took the row away: it comes back when words of mine are in it."""
        before = self.seen.pieces
        is_mine = any(digest_of(row.boxes[name]) != before.get(k) for name, k in keys.items())
        stays = is_mine and not row.is_taken_away
        what = "tolto, ma qui ci sono parole tue: se vuoi, toglilo anche tu" if stays else "tolto"
        self.say("", f"{KINDS[prefix]} «{row.boxes.get('title', '')}»", "", what)
        return stays

    def _is_taken_away_by_me(self, row: Row, keys: dict[str, str]) -> bool:
        """Their words are shown in the row that I take away, and said."""
        for name, key in keys.items():
            piece = self.now[key]
            row.boxes[name] = piece.value
            if digest_of(piece.value) != self.seen.pieces.get(key):
                self.say("", piece.label, piece.text, "cambiato, e tu lo togli")
        return True

    def _added(self, prefix: str, key: str) -> Row:
        pieces = {name: self.now[f"{prefix}:{key}:{name}"] for name in ROW_FIELDS[prefix]}
        title = f"{KINDS[prefix]} «{pieces['title'].text}»"
        self.say("", title, pieces.get("body", pieces["title"]).text, "aggiunto")
        return Row(key, {"id": key} | {name: piece.value for name, piece in pieces.items()})

    def _order(self, prefix: str, mine: list[str]) -> list[str]:
        """Theirs when only they moved rows, else mine; what one lacks follows its neighbour."""
        theirs, before = self.orders[prefix], self.seen.orders.get(prefix, [])
        both = set(mine) & set(theirs) & set(before)
        was, my, their = ([k for k in order if k in both] for order in (before, mine, theirs))
        if their in (was, my):
            return interleaved(mine, theirs)
        is_choice = my != was
        what = "cambiato da tutti e due" if is_choice else "cambiato"
        titles = " · ".join(self.now[f"{prefix}:{key}:title"].text for key in theirs)
        self.say(prefix, ORDERS[prefix], titles, what, is_choice=is_choice)
        return interleaved(mine, theirs) if is_choice else interleaved(theirs, mine)


def interleaved(first: list[str], other: list[str]) -> list[str]:
    """The first order, with what only the other has, each after its neighbour there."""
    order = list(first)
    for n, key in enumerate(other):
        if key not in order:
            at = order.index(other[n - 1]) + 1 if n else 0
            order.insert(at, key)
    return order


def in_order(rows: list[Row], keys: list[str]) -> list[Row]:
    """The rows by these keys; a new one stays after the row that it followed."""
    places = {key: n for n, key in enumerate(keys)}
    place, placed = -1.0, []
    for n, row in enumerate(rows):
        place = places.get(row.key, place) if row.key else place
        placed.append((place, bool(not row.key), n, row))
    return [row for *_, row in sorted(placed, key=lambda each: each[:3])]


def rows_in(data: QueryDict, prefix: str) -> list[Row]:
    """The rows sent, in the order of their numbers on the page."""
    boxes: dict[int, dict[str, str]] = {}
    for name, value in data.items():
        start, _, rest = name.partition("-")
        number, _, box = rest.partition("-")
        if start == prefix and box and number.isascii() and number.isdigit():
            boxes.setdefault(int(number), {})[box] = value
    total = _number(data, f"{prefix}-TOTAL_FORMS")
    return [Row(boxes[n].get("id", ""), boxes[n]) for n in sorted(boxes) if n < total]


def write_rows(data: QueryDict, prefix: str, rows: list[Row]) -> None:
    """The rows in this order, those that are saved first, as a formset asks."""
    for name in [name for name in data if name[: len(prefix) + 1] == f"{prefix}-"]:
        if name.removeprefix(f"{prefix}-").partition("-")[0].isdigit():
            del data[name]
    for place, row in enumerate(rows, start=1):
        row.boxes["position"] = str(place)
    saved, new = [r for r in rows if r.key], [r for r in rows if not r.key]
    for n, row in enumerate([*saved, *new]):
        for box, value in row.boxes.items():
            data[f"{prefix}-{n}-{box}"] = value
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(saved))


def _number(data: QueryDict, name: str) -> int:
    return whole_number(data.get(name, ""), figures=5) or 0
