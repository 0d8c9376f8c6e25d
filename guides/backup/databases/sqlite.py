"""SQLite: copied page by page from within a reader's transaction, so from one moment."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from guides.archive.progress import Progress
from guides.backup.databases.snapshot import ATTACHMENTS, Contents, differences
from guides.backup.exceptions import NotGood, SiteInUse

PAGES = 500  # in one step: two megabytes
TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)


class SqliteSnapshot:
    kind, file = "sqlite", "banca-dati.sqlite3"

    def __enter__(self) -> "SqliteSnapshot":
        self.site = _reading(str(connection.settings_dict["NAME"]))
        self.site.execute("BEGIN")  # the moment is that of its first reading
        self.site.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return self

    def __exit__(self, *why: object) -> None:
        self.site.close()

    def size(self) -> int:
        pages, size = (
            self.site.execute(f"PRAGMA {p}").fetchone()[0] for p in ("page_count", "page_size")
        )
        return pages * size

    def contents(self) -> Contents:
        return contents_of(self.site)

    def private_files(self) -> dict[str, str]:
        return dict(self.site.execute(ATTACHMENTS))

    def write(self, place: Path) -> None:
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(place)) as copy, Progress("Banca dati", 0, of="pagine") as bar:
            self.site.backup(copy, pages=PAGES, progress=bar.follow)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, and nothing beside it

    def proven(self, place: Path, contents: Contents) -> str:
        try:
            with closing(_reading(str(place))) as copy:
                check(copy)
                found = contents_of(copy)
        except sqlite3.DatabaseError as why:
            raise NotGood(f"La copia della banca dati non si legge: {why}.") from why
        if wrong := differences(found, contents):
            raise NotGood(f"La copia della banca dati non è come il sito: {'; '.join(wrong)}.")
        return ""


def check(database: sqlite3.Connection) -> None:
    """Raises NotGood where SQLite itself finds something broken."""
    said = database.execute("PRAGMA integrity_check(3)").fetchall()
    if said != [("ok",)]:
        raise NotGood(f"La copia della banca dati è rovinata: {said[0][0]}.")


def contents_of(database: sqlite3.Connection) -> Contents:
    names = [name for (name,) in database.execute(TABLES)]
    return {name: _sum_of(database.execute(f'SELECT * FROM "{name}"')) for name in names}  # noqa: S608


def _sum_of(rows: Iterable[tuple]) -> list[str]:
    """How many, and the sum of their hashes: whatever the order, the same sum is the same rows."""
    number = total = 0
    for row in rows:
        number += 1
        total += int.from_bytes(blake2b(repr(row).encode(), digest_size=8).digest())
    return [str(number), str(total)]


def _reading(path: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, isolation_level=None)


class SqlitePlace:
    """Where the site's database is, for a restore."""

    kind = "sqlite"

    def __init__(self) -> None:
        self.name = str(connection.settings_dict["NAME"])
        self.path = Path(self.name)
        self.scratch = str(self.path.with_name(f".{self.path.name}.ripristino"))

    def tables(self) -> dict[str, int]:
        """{table: rows} of what is there now."""
        if not self.path.exists() or not self.path.stat().st_size:
            return {}
        with closing(_reading(self.name)) as database:
            return {
                name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
                for (name,) in database.execute(TABLES).fetchall()
            }

    def refuse_a_running_site(self) -> None:
        """In WAL whoever has it open holds a lock: nobody may replace it under their hands."""
        if not self.path.exists():
            return
        with closing(sqlite3.connect(self.name, timeout=2, isolation_level=None)) as database:
            try:
                database.execute("PRAGMA locking_mode=EXCLUSIVE")
                database.execute("BEGIN EXCLUSIVE")
                database.execute("COMMIT")
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as why:
                raise SiteInUse(
                    "Il sito è acceso, o un altro comando usa la banca dati: fermalo e ripeti."
                ) from why

    def fill(self, place: Path) -> None:
        """The scratch database, as the backup holds it."""
        self.forget_scratch()
        os.close(os.open(self.scratch, os.O_WRONLY | os.O_CREAT, 0o600))
        with (
            closing(_reading(str(place))) as copy,
            closing(sqlite3.connect(self.scratch)) as new,
            Progress("Banca dati", 0, of="pagine") as bar,
        ):
            copy.backup(new, pages=PAGES, progress=bar.follow)

    def contents(self) -> Contents:
        with closing(_reading(self.scratch)) as database:
            check(database)
            return contents_of(database)

    def put_in_place(self, *, keep_as: str) -> str:
        """The scratch becomes the site's; what was there is kept, and its name returned."""
        with closing(sqlite3.connect(self.scratch)) as new:
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        kept = ""
        if self.path.exists() and self.path.stat().st_size:
            kept = str(self.path.with_name(f"{self.path.name}.{keep_as}"))
            os.link(self.path, kept)
        for ending in ("-wal", "-shm"):
            Path(f"{self.name}{ending}").unlink(missing_ok=True)
        os.replace(self.scratch, self.path)
        return kept

    def forget_scratch(self) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.scratch}{ending}").unlink(missing_ok=True)
