"""Lines on their way to standard error: written at once, or by a thread in batches.

A gunicorn worker calls `open_queue()`: from then on who logs only leaves the line here. When
standard error blocks, lines wait, then the newest are dropped and counted; requests never wait.
A worker killed with -9 loses what it wrote in the last PAUSE; one that ends says everything first.
"""

import atexit
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator

PAUSE = 0.2  # seconds in which a batch gathers
MOST_WAITING = 20_000  # lines, some 6 MB
LAST_WORDS = 2.0  # seconds that a process which ends waits for a reader who does not read
# What a pipe takes whole or not at all (POSIX: PIPE_BUF): lines of two workers never mix.
AT_ONCE = 4096
LONGEST_LINE = AT_ONCE

# A line, or what makes one: then also that is done by the thread.
Line = str | Callable[[], str]


class Writer:
    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.waiting: deque[Line] = deque()
        self.dropped = 0
        self.thread: threading.Thread | None = None
        self.wake, self.ends = threading.Event(), threading.Event()
        self.writing = threading.Lock()

    def put(self, line: Line) -> None:
        """Never raises, never waits once the queue is open."""
        if self.thread is None:
            self._write([line])
        elif len(self.waiting) >= MOST_WAITING:
            self.dropped += 1
        else:
            self.waiting.append(line)
            if not self.wake.is_set():  # to set it costs more than all the rest
                self.wake.set()

    def open_queue(self) -> None:
        """For the process that calls it: threads do not survive a fork."""
        self.wake, self.ends = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, name="log", daemon=True)
        self.thread.start()
        atexit.register(self.close)

    def close(self, within: float = LAST_WORDS) -> None:
        """Write what waits; give up after so many seconds."""
        if self.thread is not None:
            self.ends.set()
            self.wake.set()
            self.thread.join(within)
            if not self.thread.is_alive():  # else further lines go the way of those that wait
                self.thread = None
                self._write(self._taken())

    def _run(self) -> None:
        while not self.ends.is_set():
            self.wake.wait()
            self.ends.wait(PAUSE)
            self.wake.clear()  # before the lines are taken: a later one wakes us again
            self._write(self._taken())

    def _taken(self) -> Iterator[Line]:
        for _ in range(len(self.waiting)):
            yield self.waiting.popleft()
        if self.dropped:
            dropped, self.dropped = self.dropped, 0
            yield of_ourselves(f"{dropped} lines dropped")

    def _write(self, lines: Iterable[Line]) -> None:
        with self.writing:
            for batch in _batches(lines):
                if not _write_whole(self.fd, batch):
                    self.dropped += batch.count(b"\n")


def of_ourselves(message: str) -> str:
    return f'{{"level":"ERROR","logger":"logs","message":"{message}"}}'


def _batches(lines: Iterable[Line]) -> Iterator[bytes]:
    """Whole lines, in pieces that a pipe takes at once."""
    batch, size = [], 0
    for line in lines:
        try:
            said = (line if isinstance(line, str) else line()).encode(errors="backslashreplace")
        except Exception as trouble:  # a line that cannot be made must not end all others
            said = of_ourselves(type(trouble).__name__).encode()
        if size + len(said) + 1 > AT_ONCE and batch:
            yield b"\n".join(batch) + b"\n"
            batch, size = [], 0
        batch.append(said)
        size += len(said) + 1
    if batch:
        yield b"\n".join(batch) + b"\n"


def _write_whole(fd: int, content: bytes) -> bool:
    """Whether all of it was taken; a reader who is gone, or a full disk, takes nothing."""
    while content:
        try:
            content = content[os.write(fd, content) :]
        except BlockingIOError:  # somebody made it so; they read when they can
            time.sleep(0.05)
        except OSError:
            return False
    return True


STDERR = Writer(2)
