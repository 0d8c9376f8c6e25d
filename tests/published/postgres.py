"""A PostgreSQL of the test's own, to be stopped and started again."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.published.running_site import a_free_port


def binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else None


class Postgres:
    def __init__(self) -> None:
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

    def start(self) -> "Postgres":
        options = f"-k {self.folder} -p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run(f"pg_ctl -D {self.folder}/db -w -l {self.folder}/log -o '{options}' start")
        return self

    def stop(self) -> None:
        self._run(f"pg_ctl -D {self.folder}/db -m immediate -w stop")

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, command: str) -> None:
        shell = ["su", "postgres", "-s", "/bin/sh", "-c"] if os.geteuid() == 0 else ["sh", "-c"]
        subprocess.run(  # noqa: S603
            [*shell, f"{binaries()}/{command}"], check=True, stdout=subprocess.DEVNULL, cwd="/"
        )
