"""The page «Da moderare»: which items a tab shows, in which order, with all that a row reads.

However many items there are, a page costs the same few queries: the head of an index for the
items (keyset, no OFFSET), one query a kind for their words, one for their decisions, one for all
the counts. Past states are counted up to CAP only: nobody needs the millionth. What is searched
for is found by one query of a full-text index (finding), whatever was asked.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from guides.moderation.decisions import Decision
from guides.moderation.item import QueueItem
from guides.moderation.moderated import Moderated, kinds
from guides.moderation.states import State
from guides.moderation.tokens import fact
from guides.queue.coming_back import with_what_came_back
from guides.queue.finding import NOTHING, Wanted
from guides.queue.rows import Row
from guides.text.personal_data import Public

PAGE = 20
CAP = 10_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Tab:
    """A pile of the queue; `clock` is the field that orders it."""

    slug: str
    label: str
    state: str = ""
    clock: str = "submitted_at"
    cap: int | None = CAP
    token: str = ""  # what its items have in the index of words

    @property
    def is_oldest_first(self) -> bool:
        return self.clock == "submitted_at"

    def items(self) -> QuerySet:
        if not self.state:
            return QueueItem.objects.flagged().oldest_first()
        if self.state == State.WAITING:
            return QueueItem.objects.waiting().oldest_first()
        return QueueItem.objects.decided(self.state)

    def page(self, cursor: str, wanted: Wanted = NOTHING, size: int = PAGE) -> list[QueueItem]:
        """One item more than a page, from the cursor on (included)."""
        if wanted:
            return self._found(cursor, wanted, size)
        items = self.items()
        if position := _position(cursor):
            items = items.filter(self._not_before(*position))
        return list(items.select_related("contributor", "claimed_by")[: size + 1])

    def _found(self, cursor: str, wanted: Wanted, size: int) -> list[QueueItem]:
        start = int(cursor) % 2**63 if cursor.isdecimal() and len(cursor) < 20 else None
        found = wanted.items(
            *([self.token] if self.token else []),
            oldest_first=self.is_oldest_first,
            start=start,
            limit=size + 1,
        )
        return list(found.select_related("contributor", "claimed_by"))

    def _not_before(self, moment: datetime, pk: int) -> Q:
        later, at_once = ("gt", "gte") if self.is_oldest_first else ("lt", "lte")
        # The first condition alone bounds the index; the second tells equal moments apart.
        return Q(**{f"{self.clock}__{at_once}": moment}) & (
            Q(**{f"{self.clock}__{later}": moment}) | Q(**{f"pk__{at_once}": pk})
        )

    def cursor_at(self, item: QueueItem) -> str:
        moment = getattr(item, self.clock)
        return f"{(moment - EPOCH) // timedelta(microseconds=1)}-{item.pk}"


TABS = (
    Tab("attesa", "In attesa", State.WAITING, cap=None, token=fact("state", State.WAITING)),
    Tab("segnalati", "Segnalati", cap=None, token=fact("flagged", "yes")),
    Tab("pubblicati", "Pubblicati", State.APPROVED, "decided_at", token=fact("state", "approved")),
    Tab(
        "rifiutati", "Non pubblicati", State.REJECTED, "decided_at", token=fact("state", "rejected")
    ),
    Tab("spam", "Spam", State.SPAM, "decided_at", token=fact("state", State.SPAM)),
    Tab("ritirati", "Ritirati", State.WITHDRAWN, "decided_at", token=fact("state", "withdrawn")),
)
EVERYWHERE = Tab("tutte", "In tutte le pile", clock="decided_at")  # only for what is searched
BY_SLUG = {tab.slug: tab for tab in (*TABS, EVERYWHERE)}
BY_STATE = {tab.state: tab for tab in TABS}


@dataclass(frozen=True)
class Page:
    tab: Tab
    rows: list[Row]
    next_cursor: str
    done: list[tuple[Row, Decision]]  # what the moderator has just done, with its undo
    wanted: Wanted = NOTHING
    cursor: str = ""
    act: UUID | None = None  # what takes all of it back

    @property
    def where(self) -> dict[str, str]:
        """What brings a moderator back to this page: the fields of its address."""
        fields = {"scheda": self.tab.slug} | self.wanted.query | {"da": self.cursor}
        return {name: value for name, value in fields.items() if value}


def page_of(
    tab: Tab,
    *,
    cursor: str = "",
    done: Sequence[int] = (),
    act: UUID | None = None,
    wanted: Wanted = NOTHING,
    size: int = PAGE,
) -> Page:
    """Read a page of a tab; `done` are ids of decisions to report on, `act` what undoes them."""
    items = tab.page(cursor, wanted, size)
    rest, items = items[size:], items[:size]
    rows, reported = _rows_and_reported(items, done)
    listed = [rows[item.pk] for item in items if item.pk in rows]
    for row, following in pairwise(listed):
        row.following = following.item.pk
    onward = "" if not rest else str(rest[0].pk) if wanted else tab.cursor_at(rest[0])
    return Page(tab, listed, onward, reported, wanted, cursor, act)


def page_of_one(item: QueueItem, *, done: Sequence[int] = (), act: UUID | None = None) -> Page:
    """One item alone, whatever its state."""
    rows, reported = _rows_and_reported([item], done)
    return Page(
        BY_STATE[item.state], [rows[item.pk]] if item.pk in rows else [], "", reported, act=act
    )


def _rows_and_reported(items: list[QueueItem], done: Sequence[int]):
    decisions = _decisions(items, done)
    reported = [decision for decision in decisions if decision.pk in done and decision.item]
    rows = _rows([*items, *(decision.item for decision in reported if decision.item)], decisions)
    return rows, [(rows[d.item_id], d) for d in reported if d.item_id in rows]


def contents_of(items: list[QueueItem]) -> dict[int, Moderated]:
    """The contributions of some items, of all kinds: {item id: contribution}."""
    found, by_kind = {}, defaultdict(dict)
    for item in items:
        by_kind[item.kind][item.pk] = item
    for kind, model in kinds().items():
        if mine := by_kind.get(kind):
            for content in model._default_manager.filter(queue_item__in=mine).for_queue():
                content.queue_item = mine[content.queue_item_id]
                found[content.queue_item_id] = content
    return found


def counts() -> dict[str, str]:
    """How many items each tab holds, as text: «20000», «oltre 10000» (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(*_counting())
        numbers = cursor.fetchone()
    return {tab.slug: _spoken(n, tab.cap) for tab, n in zip(TABS, numbers, strict=True)}


@cache
def _counting() -> tuple[str, list]:
    """The question of `counts`, composed once: it names states, and no moment."""
    parts, params = [], []
    for number, tab in enumerate(TABS):
        items = tab.items().order_by().values("pk")
        sql, values = (items[: tab.cap + 1] if tab.cap else items).query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) t{number})")  # noqa: S608 - the ORM's own SQL
        params += values
    return "SELECT " + ", ".join(parts), params


def _spoken(number: int, cap: int | None) -> str:
    is_more = cap and number > cap
    text = f"{cap if is_more else number:,}".replace(",", ".")
    return f"oltre {text}" if is_more else text


def _rows(items: list[QueueItem], decisions: list[Decision]) -> dict[int, Row]:
    of_item = defaultdict(list)
    for decision in decisions:
        of_item[decision.item_id].append(decision)
    contents, public = contents_of(items), Public()
    return {
        item.pk: Row(item, contents[item.pk], of_item[item.pk], public=public)
        for item in items
        if item.pk in contents
    }


def _decisions(items: list[QueueItem], done: Sequence[int]) -> list[Decision]:
    if not items and not done:
        return []
    wanted = Q(item__in=items)
    if done:
        wanted |= Q(item__in=Decision.objects.filter(pk__in=done).values("item"))
    found = (
        Decision.objects.filter(wanted)
        .select_related("reason", "internal_note", "question", "item")
        .order_by()
    )
    return with_what_came_back(sorted(found, key=lambda decision: decision.pk))


def _position(cursor: str) -> tuple[datetime, int] | None:
    """What `cursor_at` wrote; None for nothing or nonsense: the page starts at the beginning."""
    moment, _, pk = cursor.partition("-")
    try:
        return EPOCH + timedelta(microseconds=int(moment)), int(pk) % 2**63
    except (ValueError, OverflowError):
        return None
