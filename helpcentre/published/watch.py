"""The watcher: one thread of one process of this machine reads the changes twice a second.

Where there is a channel (CACHE_URL) it looks as soon as a change is told, and while the channel is
heard only every few seconds of itself.
"""

import fcntl
import logging
import os
import threading
import time

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections, connection

from helpcentre import channel
from helpcentre.published import counting, sweeping, trust
from helpcentre.published.changes import begin, catch_up
from helpcentre.published.current import current_store
from helpcentre.published.files import open_whatever_stands_there
from helpcentre.published.release import go_live
from helpcentre.published.store import Store
from helpcentre.replica import writers

log = logging.getLogger(__name__)

TICK = 0.5  # seconds
SELDOM = 3.0  # between two looks while the channel is heard: a word may be lost all the same
SWEEP_EVERY = 600.0  # seconds


def open_store() -> Store:
    """The store with all that changed while nobody watched; what a server does before it serves."""
    store = current_store()
    if not store.is_whole():
        store.begin_anew()
    store.make_folder()
    counting.drop_dead_workers(store.root)
    _read_changes(store)
    connection.close()  # the workers are forked after this
    go_live(store.root)
    return store


def start() -> None:
    """Start watching, if pages are kept; each worker process does, the first one works."""
    if settings.KEEPS_PAGES:
        Watcher(current_store()).start()


class Watcher(threading.Thread):
    """Waits for its turn to be the machine's watcher, then works until its process ends."""

    def __init__(self, store: Store) -> None:
        super().__init__(name="published-pages", daemon=True)
        self.store = store
        self.stopped = threading.Event()
        self.swept_at = time.monotonic()
        self.clearing = threading.Thread()
        self.turn: int | None = None
        self.told = threading.Event()  # a change, or that the watch is over
        self.read_at, self.words, self.words_read = float("-inf"), 0, 0
        self.listener = channel.Listener(self.hear) if settings.CACHE_URL else None

    def hear(self, what: str, more: str) -> None:
        """A word of the channel; one that is none of ours does nothing."""
        if what == channel.CHANGED:
            self.words += 1
            self.told.set()
        if what == channel.WROTE and more.isdigit():
            writers.wrote(int(more))

    def _reads_now(self) -> bool:
        is_heard = self.listener is not None and self.listener.is_heard()
        is_told = self.words > self.words_read
        return not is_heard or is_told or time.monotonic() - self.read_at >= SELDOM

    def run(self) -> None:
        said = None  # a trouble is said once, not twice a second
        if self.listener:
            self.listener.start()
        while not self.stopped.is_set():
            self.told.wait(TICK)
            self.told.clear()
            try:
                if not self.store.tmp.exists() or not self.store.is_whole():  # somebody was here
                    open_store()
                if self._is_our_turn():
                    self.look()
                counting.write(self.store.root)
                said = None
            except Exception as trouble:  # a full disk today must not end the watch of tomorrow
                if said is not type(trouble):
                    log.exception("published pages: a look failed")
                said = type(trouble)
        connection.close()

    def look(self) -> None:
        """Read the changes, take away what ends now, clear up."""
        close_old_connections()
        are_read = self._reads_now() and self._read()
        with trust.lost_by_failing(), self.store.lock():
            # A second early: nobody ever gets a page after its end, and nginx reads no clock.
            self.store.drop_ended(by=time.time() + 1)
        if are_read:
            trust.regain()
        is_time = time.monotonic() > self.swept_at + SWEEP_EVERY
        if (is_time or self.store.trash.exists()) and not self.clearing.is_alive():
            self.swept_at = time.monotonic() if is_time else self.swept_at
            self.clearing = threading.Thread(target=self._clear_up, args=[is_time], daemon=True)
            self.clearing.start()

    def _read(self) -> bool:
        words, asked_at = self.words, time.monotonic()
        are_read = _read_changes(self.store)
        if are_read:
            self.words_read, self.read_at = words, asked_at
        return are_read

    def _clear_up(self, looks_through: bool) -> None:
        """A million files take seconds, in which changes go on being read."""
        try:
            self.store.clear_trash()
            if looks_through:
                sweeping.tidy(self.store)
                sweeping.recount(self.store)
        except Exception:
            log.exception("published pages: not cleared up")

    def _is_our_turn(self) -> bool:
        """True once this process holds the lock, which the system frees when the process dies."""
        if self.turn is None:
            watcher = self.store.root / "watcher"
            file = open_whatever_stands_there(watcher, os.O_CREAT | os.O_WRONLY)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
                return False
            self.turn = file
        return True


def _read_changes(store: Store) -> bool:
    """Whether the database told all of them."""
    try:
        begin(store) if store.cursor() is None else catch_up(store)
        return True
    except DatabaseTrouble as trouble:
        connection.close()
        unchecked = time.time() - store.checked_at()
        log.warning("changes not read for %.0f s: %s", unchecked, type(trouble).__name__)
        if store.www.exists() and unchecked > settings.PAGES_LONGEST_UNCHECKED.total_seconds():
            log.error("published pages: cut off for too long, no page is served any more")
            with trust.lost_by_failing(), store.lock():
                store.empty()
        return False
