"""What the queue is asked for: by words, author, company, kind, day, moderator.

One query of a full-text index finds the items of a page, the newest first (the oldest first among
what waits), whatever is asked together: every fact is a token beside the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from guides.moderation import tokens
from guides.moderation.item import QueueItem
from guides.moderation.states import State

MOST_WORDS = 20

_SQLITE = """
    SELECT rowid FROM guides_queuewords WHERE guides_queuewords MATCH %s {from_here}
    ORDER BY rowid {order} LIMIT %s
"""
_POSTGRESQL = """
    SELECT item_id FROM guides_queuetext WHERE tokens @@ %s::tsquery {from_here}
    ORDER BY item_id {order} LIMIT %s
"""


@dataclass(frozen=True)
class Wanted:
    """The tokens that an item must have: one at least of each group."""

    groups: Sequence[Sequence[str]] = ()
    query: dict[str, str] = field(default_factory=dict)  # as it stands in the page's address
    key: str = ""  # of an author, when one address alone is looked at

    def __bool__(self) -> bool:
        return bool(self.query)

    def items(self, *more: str, oldest_first: bool, start: int | None, limit: int) -> QuerySet:
        """At most `limit` items, from the item `start` on (included), in the order of the page."""
        groups = [*self.groups, *([token] for token in more)]
        if not all(groups):
            return QueueItem.objects.none()
        order, beyond = ("ASC", ">=") if oldest_first else ("DESC", "<=")
        is_sqlite = connection.vendor == "sqlite"
        name = "rowid" if is_sqlite else "item_id"
        sql = (_SQLITE if is_sqlite else _POSTGRESQL).format(
            order=order, from_here=f"AND {name} {beyond} %s" if start else ""
        )
        expression = _for_fts5(groups) if is_sqlite else _for_tsquery(groups)
        asked = [expression, *([start] if start else []), limit]
        found = RawSQL(sql, asked)  # noqa: S611 - what is asked goes as parameters
        return QueueItem.objects.filter(pk__in=found).order_by("pk" if oldest_first else "-pk")


NOTHING = Wanted()


def wanted(
    *,
    words: str = "",
    author: str = "",
    key: str = "",
    company: str = "",
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
    moderator: str = "",
    query: dict[str, str],
) -> Wanted:
    """What the fields of the form ask for; `query` is what they are in an address."""
    groups = [[word] for word in tokens.words_of(words)[:MOST_WORDS]]
    groups += [[name] for name in tokens.facts("author", author)]
    groups += [[name] for name in tokens.facts("company", company)]
    groups += [[name] for name in tokens.facts("by", moderator)]
    exact = {"key": key, "kind": kind}
    groups += [[tokens.fact(name, value)] for name, value in exact.items() if value]
    if since or until:
        today = timezone.localdate()
        groups.append(tokens.between(since, min(until or today, today)))
    for text in (words, author, company, moderator):
        if text and not tokens.words_of(text):
            groups.append([])  # signs only: nothing can hold them
    return Wanted(groups=groups or [_any_state()], query=query, key=key)


def _any_state() -> list[str]:
    return [tokens.fact("state", state) for state in State.values]


def _for_fts5(groups: Sequence[Sequence[str]]) -> str:
    """FTS5's query language, section 3 of its documentation; tokens hold no quote."""
    return " AND ".join("(" + " OR ".join(f'"{t}"' for t in group) + ")" for group in groups)


def _for_tsquery(groups: Sequence[Sequence[str]]) -> str:
    """PostgreSQL's tsquery, section 8.11.2 of its documentation."""
    return " & ".join("(" + " | ".join(f"'{t}'" for t in group) + ")" for group in groups)
