"""The folder of published pages: what is in it may be served by anyone who can read a file.

    <root>/www/<scheme>/<host>/<path>/index.html, .br, .gz     what nginx serves as well
    <root>/meta/<path>                headers, validator and end of a page
    <root>/tags/<tag>/<path>          which pages show a thing
    <root>/ending/<second>~<path>     which pages end by themselves

A page is there when its index.html is: written last and removed first, so that a process killed
in between leaves nothing that is served. Whoever writes holds the lock.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EACCES
from pathlib import Path
from shutil import rmtree
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from helpcentre.published import sweeping
from helpcentre.published.cursor import Cursor
from helpcentre.published.files import (
    file_name,
    make_folder,
    mark,
    names_in,
    open_whatever_stands_there,
    remove,
    seconds_of,
    write_whole,
)
from helpcentre.published.page import SUFFIXES, Meta, Page

INDEX = "index.html"
CLOCK_SET_BACK = 60  # seconds that a page may be ahead of the clock before the clock is doubted
LONGEST_NAME = 240  # bytes of a file's name
MOST_BYTES_OF_A_PAGE = 4 * 1024 * 1024


class Store:
    """One release's pages on this machine, at most `most_pages` and `most_bytes` of them."""

    def __init__(self, root: Path, *, site_url: str, most_pages: int, most_bytes: int) -> None:
        site = urlsplit(site_url)
        self.root = root
        self.most_pages = most_pages
        self.most_bytes = most_bytes
        self.www = root / "www" / site.scheme / (site.hostname or "localhost")
        self.meta, self.tags, self.ending = root / "meta", root / "tags", root / "ending"
        self.tmp, self.trash = root / "tmp", root / "trash"

    def make_folder(self) -> None:
        """Only a server does: who changes something in a shell finds the folder, or needs none."""
        make_folder(self.tmp)

    def is_whole(self) -> bool:
        """Whether every folder is one, and pages have their tags: else what is lost has to go."""
        www = self.root / "www"
        folders = (self.root, www, self.meta, self.tags, self.ending, self.tmp)
        if not all(folder.is_dir() or not folder.exists() for folder in folders):
            return False
        return self.tags.exists() or not www.exists()

    def has_markers(self, path: str, tags: Iterable[str]) -> bool:
        """Whether each tag that a page shows still leads to it."""
        name = file_name(path)
        return all((self.tags / file_name(tag) / name).exists() for tag in tags)

    def begin_anew(self) -> None:
        """Throw everything away: it cannot be told which page shows what."""
        remove(self.root) if not self.root.is_dir() else None
        self.make_folder()
        with self.lock():
            self.empty()
            remove(self.root / "cursor")

    def file_of(self, path: str, suffix: str = "") -> Path:
        """Where the page of a URL path such as "/guide/aliexpress/" stands."""
        return self.www / path[1:] / (INDEX + suffix)

    def meta_of(self, path: str) -> Path:
        return self.meta / file_name(path)

    def has(self, path: str) -> bool:
        return self.file_of(path).exists()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One writer at a time, of all processes and threads of this machine."""
        flags = os.O_CREAT | os.O_WRONLY
        with open(open_whatever_stands_there(self.root / "lock", flags), "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def keep(self, path: str, page: Page, *, is_still_true: Callable[[], bool]) -> bool:
        """Put the page in the folder; whether it stands there now.

        `is_still_true` is asked under the lock, at the last moment: nothing that the page shows
        has changed since its rendering began. Who drops it for a later change waits for us.
        """
        if len(file_name(path)) > LONGEST_NAME or len(page.body) > MOST_BYTES_OF_A_PAGE:
            return False
        variants = page.variants()
        with self.lock():
            if (self.root / "www").exists() and not self.tags.is_dir():
                self.empty()  # lost: to make it anew would hide that the others lead nowhere
                return False
            if self.has(path):
                return True
            second = int(time.time())
            if page.until is not None and page.until < second + 3:
                return False
            last = self.last_second_of(path)
            if last > second + CLOCK_SET_BACK:  # waiting for the clock may take days
                second = last + 1
            if last >= second or not is_still_true():
                return False
            self._make_room(sum(map(len, variants.values())))
            self._put(path, page, variants, second)
        return True

    def drop(self, tags: Iterable[str]) -> None:
        """Take away every page that shows one of the tags. With the lock held."""
        for folder in (self.tags / file_name(tag) for tag in tags):
            try:
                markers = names_in(folder)
            except NotADirectoryError:  # the pages that show it cannot be told any more
                self.empty()
                return
            for marker in markers:
                self.remove(unquote(marker))
            rmtree(folder, ignore_errors=True)

    def drop_ended(self, *, by: float) -> None:
        """Take away the pages that are true only until a moment. With the lock held."""
        for name in names_in(self.ending):
            second, _, path = name.partition("~")
            if not second.isdecimal():
                remove(self.ending / name)
            elif int(second) <= by:
                self.remove(unquote(path))
                remove(self.ending / name)

    def empty(self) -> None:
        """Take every page away at once; the watcher clears the trash. With the lock held."""
        trash = self.trash / uuid4().hex
        for folder in (self.root / "www", self.tags, self.ending, self.meta):
            try:
                trash.mkdir(parents=True, exist_ok=True)
                os.rename(folder, trash / folder.name)
            except OSError:  # not there; or the disk is full; or the trash is being cleared
                rmtree(folder, ignore_errors=True)
                with suppress(OSError):
                    remove(folder)
        if (self.root / "www").exists():
            raise OSError(EACCES, "the pages cannot be taken away")
        self._write("emptied", b"")
        self.write_tally(0, 0)

    def clear_trash(self) -> None:
        rmtree(self.trash, ignore_errors=True)
        remove(self.trash)

    def remove(self, path: str) -> None:
        """Take one page away. Its meta stays: no later version may bear the same second."""
        for suffix in SUFFIXES.values():
            remove(self.file_of(path, suffix))

    def throw_away(self, path: str) -> None:
        """Take away a page whose files cannot be read; what it showed is known no more."""
        with self.lock():
            self.remove(path)
            # An empty meta: of this second too there may be one version only.
            write_whole(self.meta_of(path), b"", tmp=self.tmp)

    def last_second_of(self, path: str) -> int:
        """When the last version was kept. One a second: nginx tells versions apart by it."""
        kept, emptied = seconds_of(self.meta_of(path)), seconds_of(self.root / "emptied")
        return int(max(kept, emptied))

    def tally(self) -> tuple[int, int]:
        """Pages and bytes, at most: what was dropped since the last count is still in.

        As many as there may be when that cannot be read, so that they are counted anew.
        """
        try:
            pages, total = map(int, (self.root / "tally").read_text().split())
        except FileNotFoundError:
            return 0, 0
        except (OSError, ValueError):  # a full disk left it empty
            return self.most_pages, self.most_bytes
        return max(pages, 0), max(total, 0)

    def write_tally(self, pages: int, total: int) -> None:
        """In its place, always as long: to put a new file there costs more than all the rest."""
        file = open_whatever_stands_there(self.root / "tally", os.O_CREAT | os.O_WRONLY)
        try:
            os.pwrite(file, f"{pages:20}{total:20}".encode(), 0)
            os.ftruncate(file, 40)
        finally:
            os.close(file)

    def cursor(self) -> Cursor | None:
        """How far this machine has read the changes; None while it has read none."""
        try:
            return Cursor.loads((self.root / "cursor").read_text())
        except (OSError, ValueError):  # none yet, or damaged: then everything begins anew
            return None

    def write_cursor(self, cursor: Cursor) -> None:
        self._write("cursor", cursor.dumps().encode())

    def confirm(self) -> None:
        """The changes were read and there was none."""
        os.utime(self.root / "cursor")

    def checked_at(self) -> float:
        """When the changes were last read to the end, in seconds since 1970; 0 for never."""
        return seconds_of(self.root / "cursor")

    def _make_room(self, size: int) -> None:
        pages, total = self.tally()
        if pages >= self.most_pages or total + size > self.most_bytes:
            pages, total = sweeping.make_room(self, size)
        self.write_tally(pages + 1, total + size)

    def _put(self, path: str, page: Page, variants: dict[str, bytes], second: int) -> None:
        name = file_name(path)
        for tag in self._tags_before(path) - page.tags:
            remove(self.tags / file_name(tag) / name)
        make_folder(self.tags)
        write_whole(self.meta / name, page.meta(variants), tmp=self.tmp, second=second)
        for tag in page.tags:
            mark(self.tags / file_name(tag) / name)
        if page.until is not None:
            mark(self.ending / f"{int(page.until)}~{name}")
        for suffix, content in variants.items():  # index.html last: now it is there
            write_whole(self.file_of(path, suffix), content, tmp=self.tmp, second=second)

    def _tags_before(self, path: str) -> frozenset[str]:
        """What the last version of the page showed."""
        try:
            return Meta.loads(self.meta_of(path).read_bytes()).tags
        except (OSError, ValueError):
            return frozenset()

    def _write(self, name: str, content: bytes) -> None:
        write_whole(self.root / name, content, tmp=self.tmp)
