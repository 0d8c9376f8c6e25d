"""A database migrated once and copied: a dozen sites want it, and migrating takes seconds."""

import atexit
import fcntl
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection

BASE = Path(__file__).resolve().parent.parent
FOLDER = "PREPARED_DATABASE"  # in the environment: where the workers of one run find it


def a_database(folder: Path) -> str:
    """The address of a new one: a file, or one more in the PostgreSQL that the tests use.

    Migrated under pytest; empty for who calls from elsewhere, as bench does.
    """
    prepared = _prepared() if FOLDER in os.environ else ""
    if _is_postgresql():
        return _created(prepared and _name(prepared))
    if prepared:
        shutil.copyfile(prepared.removeprefix("sqlite:///"), folder / "db.sqlite3")
    return f"sqlite:///{folder / 'db.sqlite3'}"


def give_the_tests_a_copy(worker: str) -> None:
    """pytest's own database: a file on SQLite too, so that each thread has its connection.

    In memory they would share one: two requests at once then meet each other's transactions.
    """
    prepared, test = _prepared(), connection.settings_dict["TEST"]
    if _is_postgresql():
        test["TEMPLATE"] = _name(prepared)
        return
    test["NAME"] = str(Path(os.environ[FOLDER]) / f"tests_{worker}.sqlite3")
    shutil.copyfile(prepared.removeprefix("sqlite:///"), test["NAME"])
    connection.settings_dict["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"  # what a power cut would lose, it may
    )


def drop_what_was_made() -> None:
    """When the run ends: a server that goes on has no more databases than before."""
    for made in Path(os.environ[FOLDER]).glob("site_*"):
        _drop(made.name)


def _prepared() -> str:
    """The address of the one that is copied; whoever comes first migrates it."""
    folder = Path(os.environ[FOLDER])
    address = folder / "address"
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not address.exists():
            url = _created() if _is_postgresql() else f"sqlite:///{folder / 'db.sqlite3'}"
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(folder)}
            subprocess.run(command, cwd=BASE, env=environment, check=True)  # noqa: S603
            address.write_text(url)
    return address.read_text()


def _is_postgresql() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def _created(template: str = "") -> str:
    url, name = os.environ["DATABASE_URL"], f"site_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template1"}"')
    if FOLDER in os.environ:  # not at this process's end: other workers copy what it made
        (Path(os.environ[FOLDER]) / name).touch()
    else:
        atexit.register(_drop, name)
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _drop(name: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
