"""A site of its own for tests that need real processes: database, gunicorn, somebody who edits."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.prepared import BASE, a_database

# A worker that is still being born misses the signal: gunicorn then ends it after thirty seconds.
STOPS_WITHIN = 45  # seconds
STARTS_WITHIN = 120  # beside whatever else the machine does


def a_free_port() -> int:
    with closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class RunningSite:
    """gunicorn with two workers on a folder and a database of its own."""

    def __init__(self, folder: Path, database_url: str = "", **environment: str) -> None:
        self.port = a_free_port()
        self.folder = folder
        self.database_url = database_url or a_database(folder)
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": self.database_url,
            "SECRET_KEY": "only-for-tests-" + "x" * 40,
            "SITE_URL": f"http://localhost:{self.port}",
            "DJANGO_SETTINGS_MODULE": "helpcentre.settings",
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "2",
            "WEB_THREADS": "2",
            "PYTHONWARNINGS": "default",
            **environment,
        }
        self.address, self.within = "127.0.0.1", list[str]()  # a rehearsal has them elsewhere
        self.code = BASE
        self.gunicorn: subprocess.Popen | None = None
        self.editor: subprocess.Popen | None = None

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(  # noqa: S603 our own commands
            command, cwd=BASE, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def start(self) -> "RunningSite":
        command = [sys.executable, "-m", "gunicorn", "-c", "helpcentre/gunicorn.conf.py"]
        with open(self.folder / "gunicorn.log", "ab") as log:
            self.gunicorn = subprocess.Popen(  # noqa: S603
                [*self.within, *command, "helpcentre.wsgi"],
                cwd=self.code,
                env=self.environment | {"PWD": str(self.code)},
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            try:
                self.get("/salute/")
                return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "gunicorn.log").read_text())

    def stop(self) -> None:
        for process in (self.gunicorn, self.editor):
            if process is None:
                continue
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()
            process.terminate()
            process.wait(STOPS_WITHIN)
        self.gunicorn = self.editor = None

    def restart(self) -> None:
        self.gunicorn.terminate()
        self.gunicorn.wait(STOPS_WITHIN)
        self.start()

    def workers(self) -> list[int]:
        """The process ids of gunicorn's workers."""
        children = Path(f"/proc/{self.gunicorn.pid}/task/{self.gunicorn.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def act(self, name: str, /, **arguments):
        """Let the editor's process do one of acts.py and wait until it is done."""
        if self.editor is None:
            self.editor = subprocess.Popen(
                [sys.executable, "-m", "tests.published.acts"],
                cwd=BASE,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        self.editor.stdin.write(json.dumps([name, arguments]) + "\n")
        self.editor.stdin.flush()
        answer = json.loads(self.editor.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def request(self, method: str, path: str, *, port: int | None = None, body=None, **headers):
        """An answer with .status, .headers and .content; `If_None_Match=…` is If-None-Match."""
        with closing(http.client.HTTPConnection(self.address, port or self.port, timeout=60)) as c:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            names.setdefault("Host", f"localhost:{self.port}")
            c.request(method, path, body=body, headers=names)
            answer = c.getresponse()
            answer.content = answer.read()
            return answer

    def get(self, path: str, **headers):
        return self.request("GET", path, **headers)

    def text(self, path: str, **headers) -> str:
        return self.get(path, **headers).content.decode()

    def told(self, program: str):
        """What a program prints last, as JSON: no process is started for it but the editor’s."""
        return self.act("run", program=program)

    @property
    def last_words(self) -> str:
        return (self.folder / "gunicorn.log").read_text()[-4000:]

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    @property
    def url(self) -> str:
        return self.environment["SITE_URL"]

    @property
    def pages(self) -> Path:
        return self.folder / "pages" / "live" / "www" / "http" / "localhost"

    def has_kept(self, path: str) -> bool:
        return (self.pages / path[1:] / "index.html").exists()

    def json(self, path: str):
        return json.loads(self.text(path))

    def kept(self, path: str, *, within: float = 20.0, patiently: bool = False) -> bytes:
        """Read until the page is kept (once a second it may be), and return it."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            answer = self.get(path)
            assert patiently or answer.status == 200, (path, answer.status, self.last_words)
            if answer.headers["ETag"]:
                return answer.content
            time.sleep(0.1)
        raise AssertionError(f"{path} was never kept")
