"""Lines on their way out: nobody waits for them, few are lost, and what is lost is said."""

import json
import os
import signal
import threading
import time
from contextlib import suppress

import pytest

from helpcentre.logs import writer
from helpcentre.logs.writer import AT_ONCE, Writer, _batches


@pytest.fixture
def pipe():
    ends = os.pipe()
    yield ends
    for end in ends:
        with suppress(OSError):
            os.close(end)


def read_all(end: int, into: list[bytes]) -> threading.Thread:
    def read() -> None:
        while content := os.read(end, 65536):
            into.append(content)
            if content.endswith(b"the end\n"):
                return

    thread = threading.Thread(target=read)
    thread.start()
    return thread


def test_who_logs_never_waits_for_a_reader_who_does_not_read(pipe, monkeypatch):
    monkeypatch.setattr(writer, "MOST_WAITING", 500)
    os.set_blocking(pipe[1], False)
    with suppress(BlockingIOError):
        while os.write(pipe[1], b"x" * AT_ONCE):
            pass
    os.set_blocking(pipe[1], True)
    out = Writer(pipe[1])
    out.open_queue()
    began = time.monotonic()
    for number in range(5000):
        out.put(f"{number} {'x' * 100}")
    out.close(within=0.3)
    assert time.monotonic() - began < 3
    assert len(out.waiting) <= 500
    assert out.dropped > 4000
    out.put("one more, from who ends meanwhile")
    os.close(pipe[0])
    out.close()
    assert out.thread is None


def test_what_was_lost_is_said_once_somebody_reads_again(pipe, monkeypatch):
    monkeypatch.setattr(writer, "MOST_WAITING", 10)
    said: list[bytes] = []
    out = Writer(pipe[1])
    out.open_queue()
    for number in range(25):
        out.put(str(number))
    reader = read_all(pipe[0], said)
    out.close()
    out.put("the end")
    reader.join(10)
    lines = b"".join(said).decode().splitlines()
    assert lines[:10] == [str(number) for number in range(10)]
    assert json.loads(lines[10])["message"] == "15 lines dropped"


def test_nobody_reads_at_all_and_the_process_goes_on(pipe):
    ends = os.pipe()
    os.close(ends[0])
    out = Writer(ends[1])
    out.put("to nobody")
    os.close(ends[1])
    assert out.dropped == 1


def test_a_batch_is_of_whole_lines_that_a_pipe_takes_at_once():
    lines = ["x" * size for size in (10, 4000, 80, 4095, 1, 2000, 2000, 95)]
    batches = list(_batches(lines))
    assert b"".join(batches).decode().splitlines() == lines
    assert all(len(batch) <= AT_ONCE and batch.endswith(b"\n") for batch in batches)


def test_a_line_that_cannot_be_made_ends_none_of_the_others():
    (batch,) = _batches(["one", lambda: str(1 // 0), "\udcff"])
    assert batch.decode().splitlines()[::2] == ["one", "\\udcff"]
    assert "ZeroDivisionError" in batch.decode()


def lines_of(site, path: str) -> int:
    return (site.folder / "gunicorn.log").read_text().count(f'"path":"{path}"')


def test_a_server_that_ends_says_all_and_a_killed_one_all_but_the_last_moment(running_site):
    for _ in range(20):
        running_site.get("/argomenti/uno/")
    deadline = time.monotonic() + 20  # for a machine that has other things to do
    while lines_of(running_site, "/argomenti/uno/") < 20 and time.monotonic() < deadline:
        time.sleep(writer.PAUSE / 4)
    for pid in running_site.workers():
        os.kill(pid, signal.SIGKILL)
    assert lines_of(running_site, "/argomenti/uno/") == 20
    running_site.kept("/argomenti/due/")
    before = lines_of(running_site, "/argomenti/due/")
    for _ in range(20):
        running_site.get("/argomenti/due/")
    running_site.restart()
    assert lines_of(running_site, "/argomenti/due/") - before >= 20
