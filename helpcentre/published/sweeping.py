"""Keeping the folder within its bounds."""

import os
import time
from collections.abc import Iterator
from urllib.parse import unquote

from helpcentre.published.files import file_name, names_in, remove, seconds_of
from helpcentre.published.page import SUFFIXES

AIM = 0.9  # of the limits: a sweep makes room for many pages, not for one
MINUTE = 60


def sweep(store, *, room_for: int = 0) -> tuple[int, int]:
    """Count anew, make room for so many bytes by age if need be, tidy; pages and bytes left.

    With the lock held.
    """
    found = sorted(_pages_by_age(store))
    pages, total = len(found), sum(size for _, size, _ in found)
    over = pages >= store.most_pages or total + room_for > store.most_bytes
    for _, size, path in found if over else ():
        if pages <= AIM * store.most_pages and total + room_for <= AIM * store.most_bytes:
            break
        store.remove(path)
        pages, total = pages - 1, total - size
    _tidy(store)
    store.write_tally(pages, total)
    return pages, total


def _pages_by_age(store) -> Iterator[tuple[float, int, str]]:
    for path in map(unquote, names_in(store.meta)):
        try:
            found = [os.stat(store.file_of(path, suffix)) for suffix in SUFFIXES.values()]
        except FileNotFoundError:
            continue
        yield found[0].st_mtime, sum(stat.st_size for stat in found), path


def _tidy(store) -> None:
    """Remove what leads to no page any more, what a killed writer left, and empty folders."""
    for path in map(unquote, names_in(store.meta)):
        if not store.has(path) and store.last_second_of(path) < time.time() - MINUTE:
            store.remove(path)
            remove(store.meta / file_name(path))
    for folder in (store.tags / tag for tag in names_in(store.tags)):
        for name in names_in(folder):
            if not store.has(unquote(name)):
                remove(folder / name)
    for name in names_in(store.tmp):
        if seconds_of(store.tmp / name) < time.time() - MINUTE:
            remove(store.tmp / name)
    for folder in (store.root / "www", store.tags):
        for place, _, _ in os.walk(folder, topdown=False):
            if not os.listdir(place):
                os.rmdir(place)
