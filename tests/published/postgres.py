"""A PostgreSQL of the test's own, to be stopped and started again."""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from guides.backup.databases.tools import installed
from tests.published.running_site import a_free_port


@cache
def binaries() -> Path | None:
    """Where the newest server's programs are, found as a backup finds them."""
    found = installed("initdb")
    return Path(found[-1][1]).resolve().parent if found else None


class Postgres:
    def __init__(self, *, also: str = "") -> None:
        """`also` is a further address of this machine, where its neighbours find it."""
        self.listens = ",".join(filter(None, ["127.0.0.1", also]))
        # Not a folder of pytest's: those are for one user, and this one is another's.
        self.folder = folder = Path(tempfile.mkdtemp(prefix="helpcentre-postgres-"))
        self.port = a_free_port()
        self.url = f"postgres://helpcentre@127.0.0.1:{self.port}/postgres"
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, "postgres")
        self._run(
            f"initdb -D {folder}/db --auth trust --username helpcentre --encoding UTF8"
            " --locale C.UTF-8 --no-sync"
        )
        if also:
            with open(folder / "db/pg_hba.conf", "a") as doors:
                doors.write(f"host all all {also}/24 trust\n")

    def start(self, *, is_durable: bool = False) -> "Postgres":
        """`is_durable` waits for the disk, as a site does; tests need not."""
        options = f"-k {self.folder} -p {self.port} -c listen_addresses={self.listens}"
        options += "" if is_durable else " -c fsync=off"
        self._run(f"pg_ctl -D {self.folder}/db -w -l {self.folder}/log -o '{options}' start")
        return self

    def stop(self) -> None:
        self._run(f"pg_ctl -D {self.folder}/db -m immediate -w stop")

    def is_running(self) -> bool:
        return (self.folder / "db" / "postmaster.pid").exists()

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, command: str) -> None:
        shell = ["su", "postgres", "-s", "/bin/sh", "-c"] if os.geteuid() == 0 else ["sh", "-c"]
        subprocess.run(  # noqa: S603
            [*shell, f"{binaries()}/{command}"], check=True, stdout=subprocess.DEVNULL, cwd="/"
        )
