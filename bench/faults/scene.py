"""The stage of one rehearsal: a site of two workers on a small disk of its own, and its servers."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg

from bench.faults.people import NAME, PASSWORD
from tests.mail_server import MailServer
from tests.published.nginx import Nginx
from tests.published.postgres import Postgres
from tests.published.running_site import BASE, RunningSite

# Root writes everywhere, whatever the rights say, unless it gives that up.
WITHOUT_ROOTS_RIGHTS = [
    "setpriv",
    "--inh-caps=-dac_override,-dac_read_search",
    "--bounding-set=-dac_override,-dac_read_search",
]
MEGABYTES = 96
LETTERS_WITHIN = 180  # seconds: a letter whose sender died is looked for after more than a minute


def has(program: str) -> bool:
    return shutil.which(program, path="/usr/sbin:/usr/bin:/bin") is not None


class PlainSite(RunningSite):
    """The same without root's rights, its log outside the disk that breaks."""

    def start(self) -> "PlainSite":
        log = open(self.folder.parent / "gunicorn.log", "ab")  # noqa: SIM115 - the process's
        command = [sys.executable, "-m", "gunicorn", "-c", "helpcentre/gunicorn.conf.py"]
        self.gunicorn = subprocess.Popen(
            [*(WITHOUT_ROOTS_RIGHTS if os.geteuid() == 0 else []), *command, "helpcentre.wsgi"],
            cwd=BASE,
            env=self.environment,
            stdout=log,
            stderr=log,
        )
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            try:
                self.get("/salute/viva")
                return self
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder.parent / "gunicorn.log").read_text()[-4000:])


class FrontNginx(Nginx):
    """As behind a TLS proxy that said who the reader is: all of them come from this machine."""

    def start(self) -> "Nginx":
        conf = self.folder / "site.conf"
        said = conf.read_text().replace("$proxy_add_x_forwarded_for", "$http_x_forwarded_for")
        conf.write_text(said)
        return super().start()


class Scene:
    """`on` is "sqlite" or "postgresql"; many are played on one, until it does not heal."""

    def __init__(self, stack: ExitStack, folder: Path, *, on: str, clock: bool) -> None:
        self.folder, self.stack, self.owed = folder, stack, []
        data = folder / "data"
        data.mkdir()
        self._small_disk(data)
        self.postgres = self._postgres() if on == "postgresql" else None
        url = self.postgres.url if self.postgres else f"sqlite:///{data}/db.sqlite3"
        self.clock = folder / "clock"
        self.mail = MailServer()
        stack.callback(self.mail.stop)
        self.site = PlainSite(data, url, **self._environment(clock))
        self._fill(folder.parent / f"prepared-{on}")
        self.site.start()
        stack.callback(self._stop)
        self.ports = {"gunicorn": self.site.port}
        if has("nginx"):
            self.ports["nginx"] = self._nginx().port
        self.sender: subprocess.Popen | None = None
        self.start_sender()
        stack.callback(self._stop_sender)

    def start_sender(self) -> None:
        """The process that sends letters; the one before is killed as the kernel does."""
        if self.sender:
            self.sender.kill()
            self.sender.wait()
        with open(self.folder / "db_worker.log", "ab") as log:
            self.sender = subprocess.Popen(
                [sys.executable, "manage.py", "db_worker"],
                cwd=BASE,
                env=self.site.environment,
                stdout=log,
                stderr=log,
            )

    def keep_sending(self) -> None:
        """As an init system does: one that ended is started again."""
        if self.sender.poll() is not None:
            self.start_sender()

    def arrived(self) -> dict[str, int]:
        """How often each that was told «received» had a letter, once none is missing."""
        deadline = time.monotonic() + LETTERS_WITHIN
        while time.monotonic() < deadline:
            self.keep_sending()
            came = Counter(message["To"] for message in self.mail.messages)
            if all(came[address] for address in self.owed):
                break
            time.sleep(1)
        return {address: came[address] for address in self.owed}

    def another_site(self) -> PlainSite:
        other = PlainSite(self.site.folder, self.site.database_url)
        other.environment |= {"STATIC_ROOT": self.site.environment["STATIC_ROOT"]}
        return other

    def stored(self) -> list[str]:
        """The words of every comment in the database."""
        where = sqlite3.connect(self.site.folder / "db.sqlite3")
        if self.postgres:
            where = psycopg.connect(self.postgres.url)
        with closing(where):
            return [words for (words,) in where.execute("SELECT text FROM guides_comment")]

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def _environment(self, clock: bool) -> dict[str, str]:
        more = {"TRUSTED_PROXIES": "1", "STATIC_ROOT": str(self.folder.parent / "static")}
        more |= {"LEAST_FREE_MB": "1"}
        more |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.mail.port)}
        more |= {"MAIL_LEASE_SECONDS": "30"}
        if clock:
            self.clock.write_text("0")
            library = self.folder / "clock.so"
            source = Path(__file__).with_name("clock.c")
            subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
            more |= {"LD_PRELOAD": str(library), "CLOCK": str(self.clock)}
        return more

    def _small_disk(self, data: Path) -> None:
        if os.geteuid() != 0:
            return
        size = f"size={MEGABYTES}m"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(data)], check=True)
        self.stack.callback(lambda: subprocess.run(["umount", "-l", str(data)]))

    def _postgres(self) -> Postgres:
        server = Postgres().start()
        self.stack.callback(server.remove)
        self.stack.callback(server.stop)
        return server

    def _fill(self, prepared: Path) -> None:
        """A small site with a moderator; SQLite's is made once and copied."""
        self.folder.chmod(0o755)
        data = self.site.folder
        if prepared.exists():
            shutil.copytree(prepared, data, dirs_exist_ok=True)
            return
        self.site.manage("migrate", "--verbosity", "0")
        self.site.manage("collectstatic", "--noinput", "--verbosity", "0")
        self.site.environment |= {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
        address = f"{NAME}@redazione.example"
        self.site.manage("createsuperuser", "--noinput", "--username", NAME, "--email", address)
        self.site.act("build")
        if self.postgres is None:
            shutil.copytree(data, prepared)

    def _nginx(self) -> FrontNginx:
        folder = self.folder / "nginx"
        folder.mkdir()
        nginx = FrontNginx(self.site, folder)
        self.stack.callback(nginx.stop)
        return nginx.start()

    def _stop_sender(self) -> None:
        self.sender.kill()
        self.sender.wait()

    def _stop(self) -> None:
        self.site.stop()
