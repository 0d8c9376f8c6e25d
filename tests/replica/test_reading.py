"""Readers read the copy where nobody could see that it is one, and the database everywhere else."""

import shutil
import sqlite3
from contextlib import closing
from urllib.parse import urlencode

import pytest

from tests.patience import soon
from tests.published.running_site import RunningSite

SEARCH = "/cerca/?q=guida"
FORM = {"Content_Type": "application/x-www-form-urlencoded"}
OF_THE_COPY = "Testo della copia"


class Copy:
    """SQLite's file beside the site's: what is changed in it shows where it is read."""

    def __init__(self, site: RunningSite) -> None:
        self.file, self.of = site.folder / "copia.sqlite3", site.folder / "db.sqlite3"

    def change(self, sql: str, *values) -> None:
        with closing(sqlite3.connect(self.file)) as here, here:
            here.execute(sql, values)

    def follow(self) -> None:
        """As it is now, with words that tell it from the database."""
        with (
            closing(sqlite3.connect(self.of)) as source,
            closing(sqlite3.connect(self.file)) as here,
        ):
            source.backup(here)
        self.change("UPDATE guides_searchdocument SET title = ?", OF_THE_COPY)
        self.change("UPDATE guides_topic SET name = name || ' ' || ?", OF_THE_COPY)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("with-a-copy")
    site = RunningSite(
        folder,
        REPLICA_URL=f"sqlite:///{folder / 'copia.sqlite3'}",
        REPLICA_LATE="3",  # a busy worker looks less often than once a second
    )
    if not site.database_url.startswith("sqlite"):
        pytest.skip("a copy that streams is rehearsed by bench/growing.py")
    site.act("build")
    Copy(site).follow()
    site.start()
    yield site
    site.stop()


@pytest.fixture
def copy(site):
    copy = Copy(site)
    copy.follow()
    assert soon(lambda: who_reads(site, SEARCH) == ALL), site.last_words
    return copy


ALL, NONE = {True}, {False}  # of six answers: each worker judges for itself, and is asked likely


def who_reads(site: RunningSite, address: str, **headers) -> set[bool]:
    return {OF_THE_COPY in site.text(address, **headers) for _ in range(6)}


def test_search_and_pages_with_a_question_read_the_copy(site, copy):
    assert soon(lambda: who_reads(site, SEARCH) == ALL)
    assert soon(lambda: who_reads(site, "/argomenti/?pagina=1") == ALL)


def test_what_is_about_to_be_kept_reads_the_database(site, copy):
    assert OF_THE_COPY.encode() not in site.kept("/argomenti/")
    assert OF_THE_COPY.encode() not in site.kept("/guide/")


def test_whoever_has_a_cookie_reads_the_database(site, copy):
    assert who_reads(site, SEARCH, Cookie="sessionid=x") == NONE


def test_who_has_just_written_reads_the_database_and_then_the_copy_again(site, copy):
    words = urlencode({"name": "Anna", "text": "Ciao", "gettone": "x"})
    site.request("POST", "/commenti/nuovo/guida/1/", body=words, **FORM)
    assert who_reads(site, SEARCH) == NONE
    assert soon(lambda: OF_THE_COPY in site.text(SEARCH))


def test_a_copy_that_is_late_is_not_read_until_it_follows(site, copy):
    site.act("publish", slug="uno", title="Guida uno, di oggi")
    assert soon(lambda: who_reads(site, SEARCH) == NONE)
    assert "di oggi" in site.text(SEARCH)
    copy.follow()
    assert soon(lambda: who_reads(site, SEARCH) == ALL)


@pytest.mark.parametrize("broken", ["DROP TABLE guides_searchdocument", "DROP TABLE guides_topic"])
def test_a_copy_that_fails_in_the_middle_costs_nobody_an_error(site, copy, broken):
    copy.change(broken)
    for _ in range(6):
        for address in (SEARCH, "/guide/?pagina=1"):
            answer = site.get(address)
            assert answer.status == 200
    copy.follow()


def test_a_copy_that_is_gone_costs_nobody_an_error(site, copy):
    shutil.copyfile("/dev/null", copy.file)
    for _ in range(6):
        assert site.get(SEARCH).status == 200, site.last_words
    copy.file.unlink()
    for _ in range(6):
        assert site.get(SEARCH).status == 200, site.last_words
