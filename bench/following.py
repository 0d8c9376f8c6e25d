"""A copy that streams from a PostgreSQL of the rehearsal's own."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

from tests.published.postgres import Postgres, binaries
from tests.published.running_site import a_free_port


class Following:
    def __init__(self, of: Postgres) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="helpcentre-copy-"))
        self.port = a_free_port()
        self.url = f"postgres://helpcentre@127.0.0.1:{self.port}/postgres"
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres")
        self._run(
            f"pg_basebackup -h 127.0.0.1 -p {of.port} -U helpcentre"
            f" -D {self.folder}/db -R -X stream --checkpoint fast --no-sync"
        )

    def start(self) -> "Following":
        options = f"-k {self.folder} -p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run(f"pg_ctl -D {self.folder}/db -w -l {self.folder}/log -o '{options}' start")
        return self

    def stop(self) -> None:
        self._run(f"pg_ctl -D {self.folder}/db -m immediate -w stop")

    def remove(self) -> None:
        if (self.folder / "db" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def pause(self) -> None:
        """It goes on answering, and holds what it held."""
        self._ask("SELECT pg_wal_replay_pause()")

    def resume(self) -> None:
        self._ask("SELECT pg_wal_replay_resume()")

    def transactions(self) -> int:
        """Ended on it so far, as it counts them; its processes tell within a second or so."""
        self._ask("SELECT pg_sleep(1.5)")
        asked = "SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'"
        return int(self._ask(asked)[0][0])

    def _ask(self, sql: str) -> list[tuple]:
        with psycopg.connect(self.url, autocommit=True) as there:
            return there.execute(sql).fetchall()

    def _run(self, command: str) -> None:
        shell = ["su", "postgres", "-s", "/bin/sh", "-c"] if os.geteuid() == 0 else ["sh", "-c"]
        subprocess.run(
            [*shell, f"{binaries()}/{command}"], check=True, stdout=subprocess.DEVNULL, cwd="/"
        )
