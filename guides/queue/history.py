"""All that one author sent, however it was decided, for the page about them."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from guides.moderation.blocks import Block
from guides.moderation.contributors import Contributor, author_key
from guides.moderation.item import QueueItem
from guides.moderation.states import State
from guides.queue.setting_aside import items_from

PAGE = 20
CAP = 10_000  # nobody needs the millionth


@dataclass(frozen=True)
class AuthorHistory:
    """A page of what an author sent, the newest first, and what was decided of all of it."""

    contributor: Contributor | None  # None: no address was left, or it was forgotten
    items: list[QueueItem]  # hand them to queue.contents_of() for their words
    next_cursor: str  # "" on the last page
    counts: dict[str, int] = field(default_factory=dict)  # {state: how many}, up to CAP in all
    blocks: list[Block] = field(default_factory=list)  # those that stand

    @property
    def is_blocked(self) -> bool:
        return bool(self.blocks)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def is_capped(self) -> bool:
        return self.total >= CAP


def history_of(content, *, cursor: str = "") -> AuthorHistory:
    """The history of who sent `content`: by address, or by the network of the day without one.

    Five queries at most, each the head of an index, at a million items too.
    """
    address = author_key(content.author_email)
    if address:
        return history(address=address, cursor=cursor)
    return history(network=content.network, cursor=cursor)


def history(*, address: str = "", network: str = "", cursor: str = "") -> AuthorHistory:
    """The same by what is known of an author: the hash of an address, or a network key."""
    sent = items_from({"address": address} if address else {"network": network})
    items = list(_page(sent, cursor))
    rest, items = items[PAGE:], items[:PAGE]
    blocks = Block.objects.standing().on(address=address, network="" if address else network)
    return AuthorHistory(
        contributor=Contributor.objects.filter(key=address).first() if address else None,
        items=items,
        next_cursor=f"{rest[0].pk}" if rest else "",
        counts=_counts(sent),
        blocks=list(blocks),
    )


def _page(sent: QuerySet[QueueItem], cursor: str) -> QuerySet[QueueItem]:
    """One more than a page, from the cursor on (included); nonsense begins at the beginning."""
    if cursor.isascii() and cursor.isdigit() and len(cursor) < 19:
        sent = sent.filter(Q(pk__lte=int(cursor)))
    # Not with its contributor: a join would have SQLite sort all that a busy author sent.
    return sent.select_related("claimed_by").order_by("-pk")[: PAGE + 1]


def _counts(sent: QuerySet[QueueItem]) -> dict[str, int]:
    """How many in each state, of the newest CAP."""
    newest = sent.order_by("-pk").values("pk")[:CAP]
    rows = QueueItem.objects.filter(pk__in=newest).order_by().values("state")
    found = {row["state"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    return {state: found.get(state, 0) for state in State.values}
