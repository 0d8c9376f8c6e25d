"""Keeping the folder within its bounds."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from helpcentre.published.files import names_in, remove, seconds_of
from helpcentre.published.page import SUFFIXES, Meta

AIM = 0.9  # of the limits: a sweep makes room for many pages, not for one
MINUTE = 60


def make_room(store, room_for: int) -> tuple[int, int]:
    """Count anew and make room for so many bytes by age; pages and bytes left. With the lock."""
    found = sorted(_pages_by_age(store))
    pages, total = len(found), sum(size for _, size, _ in found)
    over = pages >= store.most_pages or total + room_for > store.most_bytes
    for _, size, path in found if over else ():
        if pages <= AIM * store.most_pages and total + room_for <= AIM * store.most_bytes:
            break
        store.remove(path)
        pages, total = pages - 1, total - size
    return pages, total


def recount(store) -> None:
    """Put the tally right, and add what is kept while we count."""
    before = store.tally()
    sizes = [size for _, size, _ in _pages_by_age(store)]
    with store.lock():
        counted = zip((len(sizes), sum(sizes)), store.tally(), before, strict=True)
        store.write_tally(*(max(there + now - then, 0) for there, now, then in counted))


def tidy(store) -> None:
    """Remove what leads to no page any more, what a killed writer left, and empty folders.

    There may be a million files: the lock is taken for each that goes, not for all the looking.
    """
    for name in names_in(store.meta):
        if _is_damaged(store, unquote(name)):  # nginx would send it as it is
            store.throw_away(unquote(name))
        _remove_without_page(store, name, store.meta / name, if_older_than=MINUTE)
    for folder in (store.tags / tag for tag in names_in(store.tags)):
        for name in names_in(folder):
            _remove_without_page(store, name, folder / name)
    for name in names_in(store.tmp):
        if seconds_of(store.tmp / name) < time.time() - MINUTE:
            remove(store.tmp / name)
    for folder in (store.root / "www", store.tags):
        for place, _, _ in os.walk(folder, topdown=False):
            with suppress(OSError):  # there is something in it
                if place != str(store.tags):  # its absence would mean that it was lost
                    os.rmdir(place)


def _is_damaged(store, path: str) -> bool:
    """Whether a page's file holds something else, or nothing. Read without the lock."""
    try:
        meta = Meta.loads(store.meta_of(path).read_bytes())
        files = {suffix: store.file_of(path, suffix).read_bytes() for suffix in SUFFIXES.values()}
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return store.has(path)
    if store.has_markers(path, meta.tags) and all(
        meta.is_of(suffix, content) for suffix, content in files.items()
    ):
        return False
    # Else it is just being replaced. From the future: the clock was set back.
    return abs(time.time() - seconds_of(store.file_of(path))) > MINUTE


def _remove_without_page(store, name: str, file: Path, *, if_older_than: int = 0) -> None:
    path = unquote(name)

    def leads_nowhere() -> bool:
        return not store.has(path) and store.last_second_of(path) <= time.time() - if_older_than

    if leads_nowhere():
        with store.lock():
            if leads_nowhere():
                store.remove(path)
                remove(file)


def _pages_by_age(store) -> Iterator[tuple[float, int, str]]:
    for path in map(unquote, names_in(store.meta)):
        try:
            found = [os.stat(store.file_of(path, suffix)) for suffix in SUFFIXES.values()]
        except OSError:
            continue
        yield found[0].st_mtime, sum(stat.st_size for stat in found), path
