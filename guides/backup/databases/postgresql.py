"""PostgreSQL: pg_dump of a snapshot that this process holds, counted in the same snapshot."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import errors, sql

from guides.backup.databases import tools
from guides.backup.databases.snapshot import ATTACHMENTS, Contents, differences
from guides.backup.exceptions import NotGood, Refused, SiteInUse

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
# Each row as PostgreSQL writes it, whatever the order: the same sum is the same rows.
SUM = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM {} t"
ONE_AT_A_TIME = 20_261_127  # the number of our advisory lock
NO_SCRATCH = (
    "non è stata ripristinata per prova, perché l’utente del database non può creare banche dati "
    "(CREATEDB): si sa solo che il file si legge"
)


def connected(name: str = "", **how) -> psycopg.Connection:
    """A connection of our own, without the limits of a visitor's request."""
    settings = connection.settings_dict
    said = {
        option: settings["OPTIONS"][option]
        for option in tools.OPTIONS
        if option in settings["OPTIONS"]
    }
    said |= {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    said |= {"password": settings["PASSWORD"], "dbname": name or settings["NAME"]}
    return psycopg.connect(**{k: v for k, v in said.items() if v}, **how)


def first(database: psycopg.Connection, question, *values) -> tuple:
    """The one row that a question like `SELECT count(*)` always has."""
    row = database.execute(question, values).fetchone()
    assert row is not None  # noqa: S101
    return row


def major(server: psycopg.Connection) -> int:
    return server.info.server_version // 10_000


def contents_of(database: psycopg.Connection) -> Contents:
    database.execute("SET TIME ZONE 'UTC'")
    names = [name for (name,) in database.execute(TABLES)]
    sums = {name: first(database, sql.SQL(SUM).format(sql.Identifier(name))) for name in names}
    return {name: [str(said) for said in found] for name, found in sums.items()}


class PostgresqlSnapshot:
    kind, file = "postgresql", "banca-dati.pgdump"

    def __enter__(self) -> "PostgresqlSnapshot":
        self.site = connected()
        try:
            self._begin()
        except BaseException:
            self.site.close()
            raise
        return self

    def _begin(self) -> None:
        if not first(self.site, "SELECT pg_try_advisory_lock(%s)", ONE_AT_A_TIME)[0]:
            raise Refused("Un’altra copia di questa banca dati è in corso: aspetta che finisca.")
        self.site.commit()
        self.dump = tools.dump(for_server=major(self.site))
        self.restore = tools.restore(for_server=major(self.site))
        self.site.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self.site.read_only = True
        self.snapshot = first(self.site, "SELECT pg_export_snapshot()")[0]

    def __exit__(self, *why: object) -> None:
        self.site.close()

    def size(self) -> int:
        return first(self.site, "SELECT pg_database_size(current_database())")[0]

    def contents(self) -> Contents:
        self.tables = contents_of(self.site)
        return self.tables

    def private_files(self) -> dict[str, str]:
        return dict(self.site.execute(ATTACHMENTS).fetchall())

    def write(self, place: Path) -> None:
        place.touch(mode=0o600)
        plain = ("--format=custom", "--no-owner", "--no-privileges", "--no-sync")
        where = (f"--snapshot={self.snapshot}", f"--file={place}")
        settings = connection.settings_dict
        tools.run("Banca dati", len(self.tables), self.dump, *plain, *where, settings=settings)

    def proven(self, place: Path, contents: Contents) -> str:
        name = f"{connection.settings_dict['NAME']}_verifica"
        try:
            with scratch(name):
                fill(place, name, self.restore, tables=len(contents))
                with connected(name) as copy:
                    found = contents_of(copy)
        except errors.InsufficientPrivilege:
            _read_through(self.restore, place)
            return NO_SCRATCH
        if wrong := differences(found, contents):
            raise NotGood(f"La copia della banca dati non è come il sito: {'; '.join(wrong)}.")
        return ""


@contextmanager
def scratch(name: str) -> Iterator[None]:
    """An empty database, gone at the end; what a killed backup left of one goes first."""
    with connected(autocommit=True) as server:
        make(server, name)
        try:
            yield
        finally:
            drop(server, name)


def make(server: psycopg.Connection, name: str) -> None:
    drop(server, name)
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))


def drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def fill(place: Path, name: str, restore: str, *, tables: int) -> None:
    """All of a dump into an empty database, or nothing of it."""
    how = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    settings = connection.settings_dict | {"NAME": name}
    into = (f"--dbname={name}", str(place))
    tools.run("Ripristino", tables, restore, *how, *into, settings=settings)


def _read_through(restore: str, place: Path) -> None:
    command = [restore, "--file=/dev/null", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")  # noqa: S603
    if done.returncode:
        raise NotGood(f"La copia della banca dati non si legge: {done.stderr.strip()}")


class PostgresqlPlace:
    """Where the site's database is, for a restore."""

    kind = "postgresql"

    def __init__(self) -> None:
        self.name = connection.settings_dict["NAME"]
        self.scratch = f"{self.name}_ripristino"

    def tables(self) -> dict[str, int]:
        with connected() as database:
            return {table: int(rows) for table, (rows, _) in contents_of(database).items()}

    def refuse_a_running_site(self) -> None:
        others = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        )
        with connected() as database:
            number = first(database, others, self.name)[0]
        if number:
            raise SiteInUse(
                f"Il sito è acceso, o altri usano la banca dati ({number} collegamenti): fermali e "
                "ripeti."
            )

    def fill(self, place: Path) -> None:
        """The scratch database; an empty one that we may not replace is filled itself."""
        with connected(autocommit=True) as server:
            restore = tools.restore(for_server=major(server))
            try:
                make(server, self.scratch)
            except errors.InsufficientPrivilege as why:
                if self.tables():
                    raise Refused(
                        "L’utente del database non può creare banche dati (CREATEDB): fanne fare "
                        "una vuota, scrivila in DATABASE_URL e ripeti."
                    ) from why
                self.scratch = self.name
        fill(place, self.scratch, restore, tables=100)

    def contents(self) -> Contents:
        with connected(self.scratch) as database:
            return contents_of(database)

    def put_in_place(self, *, keep_as: str) -> str:
        """The scratch becomes the site's; what was there is kept, and its name returned."""
        if self.scratch == self.name:
            return ""
        kept = f"{self.name}_{keep_as}".replace("-", "_") if self.tables() else ""
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        names = [
            sql.Identifier(name) for name in (self.name, kept or f"{self.name}_vuota", self.scratch)
        ]
        with connected("postgres") as server:
            server.execute(rename.format(names[0], names[1]))
            server.execute(rename.format(names[2], names[0]))
        if not kept:
            with connected("postgres", autocommit=True) as server:
                drop(server, f"{self.name}_vuota")
        return kept

    def forget_scratch(self) -> None:
        if self.scratch != self.name:
            with connected(autocommit=True) as server:
                drop(server, self.scratch)
