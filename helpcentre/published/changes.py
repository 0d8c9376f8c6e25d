"""Reading the changes that any machine made, and dropping the pages that showed the old state."""

import logging
import time
from collections.abc import Set

from django.db import Error as DatabaseTrouble

from guides.pages.models import PurgedTags
from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import EVERYTHING
from helpcentre import channel
from helpcentre.published import trust
from helpcentre.published.current import current_store
from helpcentre.published.cursor import Cursor, Lost
from helpcentre.published.store import Store

log = logging.getLogger(__name__)

LOOK_BACK = 500  # numbers before the newest that a transaction may still hold at the start

Change = tuple[int, str, frozenset[str]]  # number, moment, tags


def catch_up_after_commit() -> None:
    """What guides.pages calls after a change: this machine's pages are true when it returns."""
    channel.broadcast(channel.CHANGED)
    try:
        catch_up(current_store())
    except DatabaseTrouble as trouble:  # committed, but the row cannot be read: the watcher will
        log.error("changes not read after a commit: %s", type(trouble).__name__)
    except OSError as trouble:  # committed; and nobody is served from the folder any more
        log.error("changes not carried out after a commit: %s", trouble.strerror)


def catch_up(store: Store) -> None:
    """Delete the kept pages with a tag purged since the last reading; database errors pass."""
    cursor = store.cursor()
    if cursor is None:  # nothing is kept before the first reading
        return
    changes = _changes_since(cursor)
    try:
        unread = cursor.unread([change[:2] for change in changes])
        after = cursor.advanced([change[:2] for change in changes], now=time.time())
    except Lost:
        begin(store)
        return
    if after == cursor:
        with trust.lost_by_failing():
            store.confirm()
        return
    with trust.lost_by_failing(), store.lock():
        _drop(store, {tag for number, _, tags in changes if number in unread for tag in tags})
        if store.cursor() == cursor:  # else another reader was faster, and dropped as much
            store.write_cursor(after)


def begin(store: Store) -> None:
    """Empty the store and read from here on."""
    log.info("published pages: starting with an empty folder")
    with trust.lost_by_failing(), store.lock():
        store.empty()
        newest = PurgedTags.objects.order_by("-pk").first() or PurgedTags.objects.create()
        earliest = max(newest.pk - LOOK_BACK, 1)
        there = set(PurgedTags.objects.filter(pk__gte=earliest).values_list("pk", flat=True))
        gaps = dict.fromkeys(set(range(earliest, newest.pk)) - there, time.time())
        store.write_cursor(Cursor(newest.pk, newest.at.isoformat(), gaps))


def nothing_changed_since(cursor: Cursor, tags: Set[str]) -> bool:
    """Whether no change read since `cursor` names one of the tags. One query."""
    changes = _changes_since(cursor)
    try:
        unread = cursor.unread([change[:2] for change in changes])
    except Lost:
        return False
    concerned = tags | {EVERYTHING}
    return not any(concerned & named for number, _, named in changes if number in unread)


def _changes_since(cursor: Cursor) -> list[Change]:
    if cursor.gaps:
        rows = _rows_since(cursor.newest, list(cursor.gaps))
    else:
        rows = _rows_after(newest=cursor.newest)
    return [(number, at.isoformat(), frozenset(tags)) for number, at, tags in rows]


def _rows_since(newest, gaps):
    return PurgedTags.objects.since(newest, gaps).values_list("pk", "at", "tags")


_rows_after = Prepared(lambda: _rows_since(Parameter("newest"), []))


def _drop(store: Store, tags: Set[str]) -> None:
    if EVERYTHING in tags:
        store.empty()
    else:
        store.drop(tags)
