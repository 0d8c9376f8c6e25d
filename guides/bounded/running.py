"""Runs a program for what strangers send, a few at a time on a machine whatever the workers.

Each run holds a lock that the system frees when the program ends, also when it is killed or the
worker that asked is. Who finds every turn taken waits a moment, and no more threads of a worker
wait than there are turns: the others are for readers. The program sets its own limits of memory and
seconds: between fork and exec a process with threads may do nothing in Python.
"""

import fcntl
import importlib.util
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)


_threads: dict[tuple[str, int], threading.BoundedSemaphore] = {}


class Busy(Exception):
    """Every turn is taken, or the machine has too much to do: the same may do in a minute."""


@dataclass(frozen=True)
class Program:
    turns: str  # the folder of its locks, within DATA_DIR
    path: Path
    wall: float  # seconds, its own limit of CPU on a busy machine
    at_once: int = 2
    patience: float = 3.0  # seconds that a sending waits for its turn

    def run(self, data: bytes, *arguments: str) -> tuple[int, bytes]:
        """Its exit code and what it wrote. Raises Busy, also for a program that its wall ended: one
        that wanted too much itself has met its own bound of CPU before."""
        free = threading.BoundedSemaphore(self.at_once)
        threads = _threads.setdefault((self.turns, self.at_once), free)  # in one step of Python's
        if not threads.acquire(blocking=False):
            raise Busy
        try:
            with self._turn() as lock:
                return self._run(data, arguments, lock)
        finally:
            threads.release()

    @contextmanager
    def _turn(self) -> Iterator[int]:
        folder = Path(settings.DATA_DIR) / self.turns
        folder.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + self.patience
        while (lock := self._free_lock(folder)) is None:
            if time.monotonic() > deadline:
                log.warning("no turn for %s within %.0f s", self.path, self.patience)
                raise Busy
            time.sleep(0.05)
        try:
            yield lock
        finally:
            os.close(lock)

    def _free_lock(self, folder: Path) -> int | None:
        for number in range(self.at_once):
            lock = os.open(folder / f"{number}", os.O_CREAT | os.O_RDWR, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return lock
            except BlockingIOError:
                os.close(lock)
        return None

    def _run(self, data: bytes, arguments: tuple[str, ...], lock: int) -> tuple[int, bytes]:
        child = subprocess.Popen(  # noqa: S603 - our own program, told words of ours alone
            [sys.executable, "-I", "-S", "-B", str(self.path), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"},  # memory is counted
            cwd="/",
            pass_fds=[lock],  # the turn is over when the program is, not when we are
        )
        try:
            written, _ = child.communicate(data, timeout=self.wall)
        except subprocess.TimeoutExpired:
            log.warning("%s was not done within %.0f s", self.path, self.wall)
            raise Busy from None
        finally:
            child.kill()
            child.communicate()
        if child.returncode:
            log.warning("%s ended with %s", self.path, child.returncode)
        return child.returncode, written


def folder_of(package: str) -> str:
    """Where a library is installed: finding it among all the others takes Python longer."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ImportError(f"{package} is not installed")
    return str(Path(found.origin).parent.parent)
