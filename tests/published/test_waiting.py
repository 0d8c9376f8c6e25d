"""A database that hangs, or is locked: kept pages do not wait behind those who wait for it."""

import os
import signal
import sqlite3
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from tests.patience import soon
from tests.published.postgres import Postgres, binaries
from tests.published.running_site import RunningSite

PAGE = "/guide/uno/"
WORDS = "Il pacco è fermo a Prato dal 3 novembre, e «non risponde nessuno»."
MANY = 24  # of two workers with two threads of Django each


@pytest.fixture(scope="module")
def postgres():
    if binaries() is None and "CI" not in os.environ:
        pytest.skip("no PostgreSQL; in CI there is")
    server = Postgres().start()
    yield server
    server.stop()
    server.remove()


@pytest.fixture(scope="module")
def on_postgresql(postgres, tmp_path_factory):
    site = RunningSite(tmp_path_factory.mktemp("waiting"), database_url=postgres.url)
    site.manage("migrate", "--verbosity", "0")
    site.act("build")
    yield site.start()
    site.stop()


@contextmanager
def frozen(postgres: Postgres):
    """Every process of the server stops where it is: connections stay open, and nothing answers."""
    main = int((postgres.folder / "db" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    everyone = [main, *map(int, children)]
    for process in everyone:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in everyone:
            os.kill(process, signal.SIGCONT)


@contextmanager
def locked(site: RunningSite):
    """Somebody writes, and does not end."""
    holder = sqlite3.connect(site.folder / "db.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def sent(site: RunningSite):
    return site.request(
        "POST",
        "/commenti/nuovo/guida/1/",
        body=urlencode({"name": "Anna", "text": WORDS, "gettone": "x"}),
        Content_Type="application/x-www-form-urlencoded",
    )


def everybody_waits(asked: list[Future]) -> bool:
    """Who found no room was told so; the others hang, as many as Django and the line take."""
    return sum(not one.done() for one in asked) <= 2 * (2 + 6)


def readers_do_not_wait(site: RunningSite, asked: list[Future]) -> None:
    assert soon(lambda: everybody_waits(asked))
    answered_meanwhile = 0
    for _ in range(4):  # of both workers
        assert site.get(PAGE).status == 200
        assert site.get("/salute/viva").status == 200
        answered_meanwhile += not all(one.done() for one in asked)
    assert answered_meanwhile, "nobody waited any more: the test shows nothing"


def test_a_frozen_database_does_not_stop_those_who_read(postgres, on_postgresql):
    site = on_postgresql
    site.kept(PAGE)
    site.get("/cerca/?q=uno")
    with ThreadPoolExecutor(MANY) as crowd, frozen(postgres):
        asked = [crowd.submit(sent, site) for _ in range(MANY)]
        readers_do_not_wait(site, asked)
    answers = [one.result() for one in asked]
    turned_away = [answer for answer in answers if answer.status == 503]
    assert turned_away
    for answer in turned_away:
        assert answer.headers["Retry-After"] == "30"
        assert WORDS in unescape(answer.content.decode())
    assert soon(lambda: site.get("/cerca/?q=uno").status == 200)


def test_a_held_lock_does_not_stop_those_who_read(tmp_path):
    site = RunningSite(tmp_path)
    if not site.database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL locks rows, not the database")
    site.act("build")
    site.start()
    try:
        site.kept(PAGE)
        with ThreadPoolExecutor(MANY) as crowd, locked(site):
            asked = [crowd.submit(sent, site) for _ in range(MANY)]
            readers_do_not_wait(site, asked)
        for one in asked:
            answer = one.result()
            assert answer.status in (200, 422, 429, 503), answer.status
            assert WORDS in unescape(answer.content.decode())
    finally:
        site.stop()


def test_a_row_that_somebody_holds_in_postgresql_is_waited_for_and_then_no_more(
    postgres, on_postgresql
):
    with psycopg.connect(postgres.url) as holder:
        tables = holder.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'guides_%'")
        for (name,) in tables.fetchall():
            holder.execute(f"LOCK TABLE {name}")
        answer = sent(on_postgresql)  # while the lock is held
        assert answer.status == 503
        assert WORDS in unescape(answer.content.decode())
