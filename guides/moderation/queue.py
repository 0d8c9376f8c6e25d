"""The page «Da moderare»: which items a tab shows, in which order, with all that a row reads.

However many items there are, a page costs the same few queries: the head of an index for the
items (keyset, no OFFSET), one query a kind for their words, one for their decisions, one for all
the counts. Past states are counted up to CAP only: nobody needs the millionth.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from django.apps import apps
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.text import Truncator

from guides.moderation.decisions import Decision, Verb, last_undoable, undone
from guides.moderation.item import QueueItem
from guides.moderation.moderated import Moderated
from guides.moderation.states import State

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

    @property
    def is_oldest_first(self) -> bool:
        return self.clock == "submitted_at"

    def items(self) -> QuerySet:
        if not self.state:
            return QueueItem.objects.flagged().oldest_first()
        if self.state == State.WAITING:
            return QueueItem.objects.waiting().oldest_first()
        return QueueItem.objects.decided(self.state)

    def page(self, cursor: str) -> list[QueueItem]:
        """One item more than a page, from the cursor on (included)."""
        items = self.items()
        if position := _position(cursor):
            items = items.filter(self._not_before(*position))
        return list(items.select_related("contributor", "claimed_by")[: PAGE + 1])

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
    Tab("attesa", "In attesa", State.WAITING, cap=None),
    Tab("segnalati", "Segnalati", cap=None),
    Tab("pubblicati", "Pubblicati", State.APPROVED, "decided_at"),
    Tab("rifiutati", "Non pubblicati", State.REJECTED, "decided_at"),
    Tab("spam", "Spam", State.SPAM, "decided_at"),
    Tab("ritirati", "Ritirati", State.WITHDRAWN, "decided_at"),
)
BY_SLUG = {tab.slug: tab for tab in TABS}
BY_STATE = {tab.state: tab for tab in TABS}


@dataclass
class Row:
    """A contribution as the queue shows it, whole."""

    item: QueueItem
    content: Moderated
    decisions: list[Decision] = field(default_factory=list)
    failed_act: str = ""  # the tool whose words were refused, to be shown open
    following: int | None = None  # the item that comes next, where the reader goes on

    @property
    def name(self) -> str:
        return self.content.queue_title or Truncator(self.content.queue_text).words(8)

    @property
    def heading(self) -> str:
        """The title; what has none is known by its kind and its author."""
        author = self.content.author_name or "nessun nome"
        return self.content.queue_title or f"{self.content.kind_label} di {author}"

    @property
    def handle(self) -> str:
        """Which one, and which version of it, the moderator was looking at."""
        return f"{self.item.pk}:{self.content.version}"

    @property
    def notes(self) -> list[Decision]:
        return [d for d in self.decisions if d.verb == Verb.NOTE]

    @property
    def questions(self) -> list[Decision]:
        return [d for d in self.decisions if d.verb == Verb.ASK]

    @property
    def last_act(self) -> Decision | None:
        quiet = (Verb.RECEIVE, Verb.CLAIM, Verb.RELEASE, Verb.NOTE, Verb.ASK)
        return next((d for d in reversed(self.decisions) if d.verb not in quiet), None)

    @property
    def can_be_undone(self) -> bool:
        return last_undoable(self.decisions) is not None

    @property
    def undone(self) -> set[int]:
        """The ids of its decisions that were taken back."""
        return undone(self.decisions)

    @property
    def worries(self) -> list[str]:
        """Why the spam guard worried: Italian sentences, the weightiest first."""
        reasons = sorted(self.content.verdict.get("reasons", []), key=lambda r: -r["points"])
        return [reason["sentence"] for reason in reasons if reason["points"] > 0]


@dataclass(frozen=True)
class Page:
    tab: Tab
    rows: list[Row]
    next_cursor: str
    done: list[tuple[Row, Decision]]  # what the moderator has just done, with its undo


def kinds() -> dict[str, type[Moderated]]:
    """Every model that is moderated: no kind can be forgotten by the queue."""
    models = apps.get_app_config("guides").get_models()
    return {model._meta.model_name: model for model in models if issubclass(model, Moderated)}


def page_of(tab: Tab, *, cursor: str = "", done: list[int] = ()) -> Page:
    """Read a page of a tab; `done` are ids of decisions to report on."""
    items = tab.page(cursor)
    rest, items = items[PAGE:], items[:PAGE]
    decisions = _decisions(items, done)
    reported = [decision for decision in decisions if decision.pk in done and decision.item]
    rows = _rows([*items, *(decision.item for decision in reported)], decisions)
    listed = [rows[item.pk] for item in items if item.pk in rows]
    for row, following in pairwise(listed):
        row.following = following.item.pk
    return Page(
        tab=tab,
        rows=listed,
        next_cursor=tab.cursor_at(rest[0]) if rest else "",
        done=[(rows[d.item_id], d) for d in reported if d.item_id in rows],
    )


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
    parts, params = [], []
    for number, tab in enumerate(TABS):
        items = tab.items().order_by().values("pk")
        sql, values = (items[: tab.cap + 1] if tab.cap else items).query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) t{number})")  # noqa: S608 - the ORM's own SQL
        params += values
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), params)
        numbers = cursor.fetchone()
    return {tab.slug: _spoken(n, tab.cap) for tab, n in zip(TABS, numbers, strict=True)}


def _spoken(number: int, cap: int | None) -> str:
    is_more = cap and number > cap
    text = f"{cap if is_more else number:,}".replace(",", ".")
    return f"oltre {text}" if is_more else text


def _rows(items: list[QueueItem], decisions: list[Decision]) -> dict[int, Row]:
    of_item = defaultdict(list)
    for decision in decisions:
        of_item[decision.item_id].append(decision)
    contents = contents_of(items)
    return {
        item.pk: Row(item, contents[item.pk], of_item[item.pk])
        for item in items
        if item.pk in contents
    }


def _decisions(items: list[QueueItem], done: list[int]) -> list[Decision]:
    wanted = Q(item__in=items)
    if done:
        wanted |= Q(item__in=Decision.objects.filter(pk__in=done).values("item"))
    found = (
        Decision.objects.filter(wanted)
        .select_related("reason", "internal_note", "question", "item")
        .order_by()
    )
    return sorted(found, key=lambda decision: decision.pk)


def _position(cursor: str) -> tuple[datetime, int] | None:
    """What `cursor_at` wrote; None for nothing or nonsense: the page starts at the beginning."""
    moment, _, pk = cursor.partition("-")
    try:
        return EPOCH + timedelta(microseconds=int(moment)), int(pk) % 2**63
    except (ValueError, OverflowError):
        return None
