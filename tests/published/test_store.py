"""The folder: what is in it, what leaves it, and how large it may become."""

import os
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest

from helpcentre.published import front, watch
from helpcentre.published.page import Page
from helpcentre.published.store import Store
from helpcentre.published.sweeping import recount, tidy

HEADERS = [("Content-Type", "text/html; charset=utf-8")]
YES = {"is_still_true": lambda: True}


@pytest.fixture
def store(tmp_path):
    store = Store(
        tmp_path, site_url="https://sportello.example", most_pages=20, most_bytes=1_000_000
    )
    store.make_folder()
    return store


def a_page(text: str = "ciao", *tags: str, until: float | None = None) -> Page:
    return Page(HEADERS, text.encode(), frozenset(tags), until)


def dropped(store, *tags: str) -> None:
    with store.lock():
        store.drop(tags)


def make_old(store, path: str, seconds: int = 100) -> None:
    then = time.time() - seconds
    for file in (store.file_of(path), store.meta_of(path)):
        os.utime(file, (then, then))


def test_a_page_stands_where_nginx_looks_for_it(store, tmp_path):
    assert store.keep("/guide/uno/", a_page(), **YES)
    folder = tmp_path / "www" / "https" / "sportello.example" / "guide" / "uno"
    assert {file.name for file in folder.iterdir()} == {
        "index.html",
        "index.html.br",
        "index.html.gz",
    }


def test_a_page_leaves_with_any_of_its_tags_and_the_others_stay(store):
    store.keep("/a/", a_page("a", "guide:1", "topic:1"), **YES)
    store.keep("/b/", a_page("b", "guide:2", "topic:1"), **YES)
    dropped(store, "guide:1")
    assert (store.has("/a/"), store.has("/b/")) == (False, True)
    dropped(store, "topic:1", "never:1")
    assert not store.has("/b/")


def test_a_page_that_shows_a_thing_no_more_stays_when_it_changes(store):
    store.keep("/a/", a_page("a", "guide:1", "guide:2"), **YES)
    dropped(store, "guide:1")
    make_old_meta(store, "/a/")
    store.keep("/a/", a_page("a", "guide:1"), **YES)
    dropped(store, "guide:2")
    assert store.has("/a/")


def test_a_page_that_became_untrue_while_it_was_rendered_is_not_kept(store):
    assert not store.keep("/a/", a_page(), is_still_true=lambda: False)
    assert not store.has("/a/")


def test_two_versions_never_bear_the_same_second(store, monkeypatch):
    """nginx makes its ETag of the second and the length."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    store.keep("/a/", a_page("prima", "guide:1"), **YES)
    dropped(store, "guide:1")
    assert not store.keep("/a/", a_page("dopo!", "guide:1"), **YES)
    make_old_meta(store, "/a/")
    assert store.keep("/a/", a_page("dopo!", "guide:1"), **YES)


def test_a_clock_set_back_keeps_nobody_from_keeping_a_changed_page(store, monkeypatch):
    now = time.time()
    store.keep("/a/", a_page("a", "guide:1"), **YES)
    monkeypatch.setattr(time, "time", lambda: now - 3 * 24 * 3600)
    dropped(store, "guide:1")
    assert store.keep("/a/", a_page("b", "guide:1"), **YES)
    second = store.file_of("/a/").stat().st_mtime
    assert second > int(now)  # still one version a second
    dropped(store, "guide:1")
    assert store.keep("/a/", a_page("c", "guide:1"), **YES)
    assert store.file_of("/a/").stat().st_mtime > second


def test_a_page_that_was_damaged_before_the_clock_went_back_is_found(store, monkeypatch):
    store.keep("/a/", a_page(), **YES)
    kept_at = store.file_of("/a/").stat().st_mtime
    store.file_of("/a/").write_bytes(b"<p>half")
    os.utime(store.file_of("/a/"), (kept_at, kept_at))
    monkeypatch.setattr(time, "time", lambda: kept_at - 3 * 24 * 3600)
    tidy(store)
    assert not store.has("/a/")


def test_emptying_leaves_nothing_and_the_second_after_it_fills_again(store):
    store.keep("/a/", a_page("a", "guide:1"), **YES)
    with store.lock():
        store.empty()
    assert not store.has("/a/")
    assert not store.keep("/a/", a_page(), **YES)
    os.utime(store.root / "emptied", (1, 1))
    assert store.keep("/a/", a_page(), **YES)
    store.clear_trash()
    assert not store.trash.exists()


def test_a_page_leaves_by_itself_when_its_time_has_come(store):
    end = time.time() + 100
    store.keep("/a/", a_page(until=end), **YES)
    store.keep("/b/", a_page(), **YES)
    with store.lock():
        store.drop_ended(by=end - 50)
        assert store.has("/a/")
        store.drop_ended(by=end)
    assert (store.has("/a/"), store.has("/b/")) == (False, True)


def test_a_page_that_is_about_to_end_is_not_kept(store):
    assert not store.keep("/a/", a_page(until=time.time() + 1), **YES)


def test_the_oldest_pages_make_room(store):
    for number in range(25):
        assert store.keep(f"/{number}/", a_page(), **YES)
        make_old(store, f"/{number}/", seconds=1000 - number)
    assert sum(store.has(f"/{number}/") for number in range(25)) <= 20
    assert store.has("/24/")
    assert not store.has("/0/")


def test_bytes_are_bounded_too(store):
    text = os.urandom(30_000).hex()
    for number in range(12):
        store.keep(f"/{number}/", a_page(text), **YES)
        make_old(store, f"/{number}/", seconds=1000 - number)
        assert store.tally()[1] <= 1_000_000
    assert store.has("/11/")


def test_a_very_long_path_and_a_very_long_page_are_not_kept(store):
    assert not store.keep("/" + "x" * 300 + "/", a_page(), **YES)
    assert not store.keep("/a/", a_page("x" * 5_000_000), **YES)


def test_changes_are_read_and_pages_dropped_while_the_folder_is_looked_through(store, monkeypatch):
    store.keep("/a/", a_page("a", "guide:1"), **YES)
    may_go_on, looked_at, has = Event(), Event(), store.has

    def has_slowly(path: str) -> bool:
        looked_at.set()
        assert may_go_on.wait(10)
        return has(path)

    monkeypatch.setattr(watch, "_read_changes", lambda store: None)
    monkeypatch.setattr(watch, "close_old_connections", lambda: None)
    watcher = watch.Watcher(store)
    watcher.swept_at = float("-inf")
    with monkeypatch.context() as slow:
        slow.setattr(store, "has", has_slowly)
        watcher.look()
        assert looked_at.wait(10)
        watcher.look()
        dropped(store, "guide:1")
        may_go_on.set()
        watcher.clearing.join()
    assert not store.has("/a/")
    assert store.tally() == (0, 0)


def test_looking_through_the_folder_puts_the_tally_right(store):
    for name in "abc":
        store.keep(f"/{name}/", a_page(name, f"guide:{name}"), **YES)
    pages, total = store.tally()
    dropped(store, "guide:a", "guide:b")
    assert store.tally() == (pages, total)
    recount(store)
    assert store.tally() == (1, total // 3)


def test_what_a_killed_writer_left_is_never_served_and_is_swept(store):
    store.keep("/a/", a_page("a", "guide:1"), **YES)
    store.file_of("/a/").unlink()  # killed before the last file came into its place
    make_old_meta(store, "/a/")
    left = store.tmp / "mezzo"
    left.write_bytes(b"<html>")
    os.utime(left, (1, 1))
    assert not store.has("/a/")
    tidy(store)
    assert not list(store.tmp.iterdir())
    assert not store.file_of("/a/", ".br").exists()
    assert not (store.root / "tags").exists() or not list((store.root / "tags").rglob("*"))
    assert store.keep("/a/", a_page("intera"), **YES)
    assert store.file_of("/a/").read_bytes() == b"intera"


@contextmanager
def a_disk_with_room_for(size: int):
    """The system refuses the bytes of any file after the first `size`, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_fills_up_never_leaves_half_a_page(store):
    text = os.urandom(30_000).hex()
    with a_disk_with_room_for(10_000), pytest.raises(OSError, match="whole"):
        store.keep("/a/", a_page(text), **YES)
    assert not store.has("/a/")
    assert not list(store.tmp.iterdir())
    make_old_meta(store, "/a/")
    assert store.keep("/a/", a_page(text), **YES)
    assert store.file_of("/a/").read_bytes() == text.encode()


def test_a_tally_that_a_full_disk_left_empty_is_made_anew(store):
    for number in range(3):
        store.keep(f"/{number}/", a_page(), **YES)
    pages, total = store.tally()
    (store.root / "tally").write_bytes(b"")
    assert store.keep("/a/", a_page(), **YES)
    assert store.tally() == (pages + 1, total + total // 3)


def test_a_full_disk_does_not_keep_the_pages_that_have_to_go(store, monkeypatch):
    store.keep("/a/", a_page("a", "guide:1"), **YES)

    def no_space(*arguments, **keywords):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.mkdir", no_space)
    with store.lock():
        store.empty()
    assert not store.has("/a/")
    assert not store.keep("/a/", a_page(), **YES)  # in the same second


def test_pages_in_memory_are_counted_right_by_threads_that_come_at_once(store, monkeypatch):
    monkeypatch.setattr(front, "MOST_BYTES_IN_MEMORY", 20)
    kept = front.Front(None, store, site_url="https://sportello.example", trusts_proxy=False)
    answer = front.Answer((0, 0), 0.0, "", "", [], [], b"0123456789")
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            keys = [(f"/{number % 7}/", "br") for number in range(40_000)]
            list(threads.map(lambda key: kept._remember(key, answer), keys))
    finally:
        sys.setswitchinterval(before)
    assert kept.bytes_in_memory == 10 * len(kept.answers) == 20


def make_old_meta(store, path: str) -> None:
    os.utime(store.meta_of(path), (1, 1))
