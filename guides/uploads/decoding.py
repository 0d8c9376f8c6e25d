"""Runs redraw.py, the one process that decodes what comes from outside, within bounds.

At most two run on a machine, whatever the number of workers: each holds a lock that the system
frees when it ends, also when it is killed or the worker that asked is. Who finds both taken waits
a moment, and no more than two threads of a worker do: the others are for readers.
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
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)

AT_ONCE = 2
PATIENCE = 3.0  # seconds that a sending waits for its turn
WALL_SECONDS = 20.0  # redraw.SECONDS of CPU on a busy machine
NOT_A_PICTURE, TOO_TALL = 3, 4  # redraw.py's exit codes; any other but 0 is a bound it met
PROGRAM = Path(__file__).with_name("redraw.py")

_threads = threading.BoundedSemaphore(AT_ONCE)


class Undecoded(Exception):
    """Nothing came of it."""


class Busy(Undecoded):
    """Both turns are taken: the same file may do in a minute."""


class NotAPicture(Undecoded):
    """No decoder makes anything of it."""


class TooTall(Undecoded):
    """Reduced to the width that is asked, it is still taller than a picture may be."""


class Exhausted(Undecoded):
    """It asked for more memory or time than a picture is given."""


def redraw(data: bytes, *fit: int) -> bytes:
    """What redraw.py writes for a picture. Raises Undecoded."""
    if not _threads.acquire(blocking=False):
        raise Busy
    try:
        with _turn() as lock:
            return _run(data, fit, lock)
    finally:
        _threads.release()


@contextmanager
def _turn() -> Iterator[int]:
    folder = Path(settings.DATA_DIR) / "turni"
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + PATIENCE
    while (lock := _free_lock(folder)) is None:
        if time.monotonic() > deadline:
            log.warning("no turn to decode a picture within %.0f s", PATIENCE)
            raise Busy
        time.sleep(0.05)
    try:
        yield lock
    finally:
        os.close(lock)


def _free_lock(folder: Path) -> int | None:
    for number in range(AT_ONCE):
        lock = os.open(folder / f"{number}", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            os.close(lock)
    return None


def _run(data: bytes, fit: tuple[int, ...], lock: int) -> bytes:
    """No preexec_fn: between fork and exec a process with threads may do nothing in Python."""
    child = subprocess.Popen(  # noqa: S603 - our own program, told numbers alone
        [sys.executable, "-I", "-S", "-B", str(PROGRAM), _pillow(), *map(str, fit)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        pass_fds=[lock],  # the turn is over when the process is, not when we are
    )
    try:
        drawn, _ = child.communicate(data, timeout=WALL_SECONDS)
    except subprocess.TimeoutExpired:
        drawn = b""
    finally:
        child.kill()
        child.communicate()
    return drawn if child.returncode == 0 else _refuse(child.returncode)


def _refuse(code: int):
    refusals = {NOT_A_PICTURE: NotAPicture, TOO_TALL: TooTall}
    if code not in refusals:
        log.warning("a picture was not decoded within bounds: exit %s", code)
    raise refusals.get(code, Exhausted)


def _pillow() -> str:
    """The folder Pillow is installed in: finding it among all the others takes Python longer."""
    found = importlib.util.find_spec("PIL")
    if found is None or found.origin is None:
        raise ImportError("Pillow is not installed")
    return str(Path(found.origin).parent.parent)
