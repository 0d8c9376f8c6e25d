"""A PostgreSQL for a benchmark: the one DATABASE_URL names, else one of our own while it lasts."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.published.running_site import a_free_port


@contextmanager
def a_postgresql() -> Iterator[Callable[[], str] | None]:
    """Gives a function that makes a database and returns its URL; None where there is no server."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        yield lambda: _a_database(url)
    elif binaries := next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), None):
        with _a_cluster(binaries) as own:
            yield lambda: _a_database(own)
    else:
        print("PostgreSQL is not installed and DATABASE_URL names none: SQLite only.")
        yield None


@contextmanager
def _a_cluster(binaries: Path) -> Iterator[str]:
    """A cluster in a folder of its own: PostgreSQL refuses root, so root lends it to `postgres`."""
    folder, port = Path(tempfile.mkdtemp(prefix="bench-postgresql-")), a_free_port()
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    made = [
        binaries / "initdb",
        "-D",
        folder / "data",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-A",
        "trust",
    ]
    control = [*as_user, binaries / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run([*as_user, *made, "-A", "trust", "-U", "postgres"], **quiet)
    subprocess.run([*control, "-o", f"-p {port} -k {folder}", "start"], **quiet)
    try:
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder, ignore_errors=True)


def _a_database(url: str) -> str:
    name = f"bench_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
