"""A Redis or Valkey server of the test's own, to be stopped, frozen and started again."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import closing, contextmanager

import pytest
import redis

from tests.published.running_site import a_free_port


def program() -> str | None:
    return shutil.which("valkey-server") or shutil.which("redis-server")


class Valkey:
    def __init__(self, *, also: str = "") -> None:
        """`also` is a further address of this machine, where its neighbours find it."""
        if program() is None and "CI" not in os.environ:
            pytest.skip("no redis-server; in CI there is")
        self.port = a_free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.binds = ["127.0.0.1", *([also, "--protected-mode", "no"] if also else [])]

    def start(self) -> "Valkey":
        said = ["--port", str(self.port), "--save", "", "--appendonly", "no"]
        said += ["--bind", *self.binds]
        self.process = subprocess.Popen(  # noqa: S603
            [str(program()), *said], stdout=subprocess.DEVNULL, cwd="/"
        )
        with closing(redis.Redis.from_url(self.url)) as client:
            for _ in range(200):
                try:
                    client.ping()
                    return self
                except redis.ConnectionError:
                    time.sleep(0.05)
        raise AssertionError("redis-server does not answer")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    @contextmanager
    def frozen(self):
        """Connections stay open, and nothing answers."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)
