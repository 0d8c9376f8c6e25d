"""What breaks, one context manager each: broken inside, whole again after."""

import os
import signal
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from bench.faults.scene import Scene
from bench.measuring import children_of

SENDERS_KILLED = 3


def _tell(processes: Iterable[int], number: int) -> None:
    """A signal to each that is still there."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def _let_new_workers_come(scene: Scene) -> None:
    """What is open for writing stays so whatever the rights say: those born now see them."""
    before = scene.site.workers()
    _tell(before, signal.SIGKILL)
    while not (now := scene.site.workers()) or set(now) & set(before):
        scene.pause(0.1)


@contextmanager
def nothing(scene: Scene) -> Iterator[None]:
    yield


@contextmanager
def full_disk(scene: Scene) -> Iterator[None]:
    """Not a byte is left where database, pages and files are."""
    filler = scene.site.folder / "filler"
    with open(filler, "wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 65536):
            pass
    with open(filler, "ab", buffering=0) as file, suppress(OSError):
        while file.write(b"x"):
            pass
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only_disk(scene: Scene) -> Iterator[None]:
    """As after a start on a disk that the system found broken."""
    # Files that are open for writing keep the whole from turning: the folder gets a lid instead.
    lid = ["mount", "--bind", str(scene.site.folder), str(scene.site.folder)]
    subprocess.run(lid, check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", str(scene.site.folder)], check=True)
    try:
        _let_new_workers_come(scene)
        yield
    finally:
        subprocess.run(["umount", "-l", str(scene.site.folder)], check=True)


def not_writable(name: str):
    """A folder, or the database's file, that the site's own user may not change."""

    @contextmanager
    def wrong(scene: Scene) -> Iterator[None]:
        target = scene.site.folder / name
        target.mkdir(exist_ok=True) if "." not in name else None
        before = target.stat()
        os.chown(target, 65534, 65534)  # nobody
        target.chmod(0o555 if target.is_dir() else 0o444)
        try:
            _let_new_workers_come(scene)
            yield
        finally:
            for one in {target, *target.parent.glob(f"{target.name}-*")}:  # SQLite's own beside it
                os.chown(one, before.st_uid, before.st_gid)
                one.chmod(before.st_mode & 0o777)

    return wrong


@contextmanager
def locked_database(scene: Scene) -> Iterator[None]:
    """Somebody writes, and does not end."""
    holder = sqlite3.connect(scene.site.folder / "db.sqlite3", isolation_level=None)
    holder.execute("PRAGMA busy_timeout = 20000")
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


@contextmanager
def database_down(scene: Scene) -> Iterator[None]:
    scene.postgres.stop()
    try:
        yield
    finally:
        scene.postgres.start()


@contextmanager
def frozen_database(scene: Scene) -> Iterator[None]:
    """Every process of the server stops: connections stay open, and nothing answers."""
    _tell(_processes_of(scene.postgres), signal.SIGSTOP)
    try:
        yield
    finally:
        _tell(_processes_of(scene.postgres), signal.SIGCONT)


@contextmanager
def slow_database(scene: Scene) -> Iterator[None]:
    """The server works a tenth of the time."""
    is_over = threading.Event()

    def stutter() -> None:
        while not is_over.wait(0.02):
            _tell(_processes_of(scene.postgres), signal.SIGSTOP)
            is_over.wait(0.18)
            _tell(_processes_of(scene.postgres), signal.SIGCONT)

    thread = threading.Thread(target=stutter)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _processes_of(postgres) -> list[int]:
    main = int((postgres.folder / "db" / "postmaster.pid").read_text().split()[0])
    return [main, *children_of(main)]


@contextmanager
def killed_workers(scene: Scene) -> Iterator[None]:
    """Each of gunicorn's workers by SIGKILL, as the kernel does when memory ends; twice."""
    for _ in range(2):
        _tell(scene.site.workers(), signal.SIGKILL)
        scene.pause(2)
    yield


@contextmanager
def killed_master(scene: Scene) -> Iterator[None]:
    """The master and its workers by SIGKILL; started again, as an init system does."""
    _tell([scene.site.gunicorn.pid, *scene.site.workers()], signal.SIGKILL)
    scene.site.gunicorn.wait()
    scene.site.start()
    yield


@contextmanager
def each_killed(scene: Scene) -> Iterator[None]:
    """By SIGKILL, one after the other and three times: a worker, who sends letters, the master."""
    for _ in range(SENDERS_KILLED):
        _tell(scene.site.workers()[:1], signal.SIGKILL)
        scene.pause(2)
        scene.start_sender()
        scene.pause(4)
    with killed_master(scene):
        yield


@contextmanager
def reloaded(scene: Scene) -> Iterator[None]:
    """HUP, as a release does: nobody is turned away."""
    scene.site.gunicorn.send_signal(signal.SIGHUP)
    scene.pause(1)
    yield


@contextmanager
def another_on_the_same_folder(scene: Scene) -> Iterator[None]:
    """A second gunicorn on the same DATA_DIR, as a wrong deployment does, killed at the end."""
    other = scene.another_site()
    try:
        other.start()
        yield
    finally:
        other.gunicorn.kill()
        other.gunicorn.wait()


@contextmanager
def mail_down(scene: Scene) -> Iterator[None]:
    scene.mail.stop()
    try:
        yield
    finally:
        scene.mail.start()


@contextmanager
def nobody_behind_nginx(scene: Scene) -> Iterator[None]:
    scene.site.gunicorn.terminate()
    scene.site.gunicorn.wait()
    try:
        yield
    finally:
        scene.site.start()


@contextmanager
def _slow_clients(port: int) -> Iterator[None]:
    """Two hundred connections that say a letter a second and never end their request."""
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
    is_over = threading.Event()

    def drip() -> None:
        head = iter("GET /guide/uno/ HTTP/1.1\r\nX-Slow: " + "a" * 10_000)
        while not is_over.is_set():
            letter = next(head).encode()
            for one in sockets:
                with suppress(OSError):
                    one.send(letter)
            is_over.wait(1)

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
        for one in sockets:
            one.close()


def slow_clients(door: str):
    return lambda scene: _slow_clients(scene.ports[door])


@contextmanager
def one_network_asks(scene: Scene) -> Iterator[None]:
    """Sixty connections of one network search without a pause."""
    url = f"http://127.0.0.1:{scene.ports['nginx']}/cerca/?q=guida"
    heads = ["-H", f"Host: {scene.site.host}", "-H", "X-Forwarded-For: 203.0.113.9"]
    flood = subprocess.Popen(
        ["wrk", "-t1", "-c60", "-d600s", *heads, url], stdout=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        flood.terminate()
        flood.wait()


def clock_set(days: int):
    """At once, for the site and for who sends letters (clock.c reads the file each time)."""

    @contextmanager
    def wrong(scene: Scene) -> Iterator[None]:
        scene.clock.write_text(str(days * 86_400))
        try:
            yield
        finally:
            scene.clock.write_text("0")

    return wrong
