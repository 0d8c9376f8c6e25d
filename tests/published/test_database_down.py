"""The database is really stopped: pages are read, forms say what is wrong, the site heals."""

import os
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import psycopg
import pytest

from helpcentre.pooled import OF_THE_WORKER
from tests.patience import soon
from tests.published.postgres import Postgres, binaries
from tests.published.running_site import RunningSite
from tests.site.public_site import PUBLIC

pytestmark = pytest.mark.skipif(
    binaries() is None and "CI" not in os.environ, reason="no PostgreSQL; in CI there is"
)
FORM = {"Content_Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def postgres():
    server = Postgres().start()
    yield server
    server.stop()
    server.remove()


@pytest.fixture(scope="module")
def running(postgres, tmp_path_factory):
    site = RunningSite(tmp_path_factory.mktemp("with-postgres"), database_url=postgres.url)
    site.manage("migrate", "--verbosity", "0")
    site.act("build")
    yield site.start()
    site.stop()


@pytest.fixture
def site(running):
    """With both workers at their database again, which the test before may have stopped."""
    assert soon(lambda: all(running.get("/cerca/?q=uno").status == 200 for _ in range(6)))
    return running


def test_the_threads_of_a_worker_share_their_connections(postgres, site):
    def is_answered(number: int) -> bool:
        """A worker that more than eight ask at once turns some away, who try again."""
        return soon(lambda: site.get(f"/cerca/?q=uno&pagina={number}").status == 200)

    with ThreadPoolExecutor(16) as crowd:
        assert all(crowd.map(is_answered, range(96)))
    with psycopg.connect(postgres.url) as asks:
        (held,) = asks.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    assert 2 <= held <= 2 * (2 + OF_THE_WORKER) + 1  # two workers, and the one who edits


def test_the_database_goes_and_comes_back(postgres, site):
    site.kept("/guide/uno/")
    assert site.get("/cerca/?q=uno").status == 200
    postgres.stop()
    try:
        for _ in range(6):  # every worker, every thread
            assert "Guida uno" in site.text("/guide/uno/")
            search = site.get("/cerca/?q=uno")
            assert (search.status, search.headers["Retry-After"]) == (503, "30")
            assert "Torniamo fra poco" in search.content.decode()
            assert site.get("/guide/mai-letta/").status == 503
        words = {"name": "Anna", "text": "Il pacco\nnon arriva «mai»", "gettone": "x"}
        posted = site.request("POST", "/commenti/nuovo/guida/1/", body=urlencode(words), **FORM)
        assert posted.status == 503
        assert "Il pacco\nnon arriva «mai»" in posted.content.decode()
        assert "Invia di nuovo" in posted.content.decode()
        login = urlencode({"username": "elena", "password": "segretissima"})
        desk = site.request("POST", "/admin/login/", body=login, **FORM)
        assert "segretissima" not in desk.content.decode()
        assert '"irraggiungibile"' in site.text("/salute/").encode().decode("unicode_escape")
    finally:
        postgres.start()
    assert soon(lambda: site.get("/cerca/?q=uno").status == 200)
    for _ in range(6):
        assert site.get("/cerca/?q=uno").status == 200
        assert site.get("/guide/mai-letta/").status == 404


def test_a_server_that_starts_without_a_database_serves_what_it_has(postgres, site):
    site.kept("/guide/due/")
    postgres.stop()
    try:
        site.restart()
        assert "Guida due" in site.text("/guide/due/")
    finally:
        postgres.start()
    assert site.get("/guide/tre/").status == 200
    site.act("publish", slug="due", title="Dopo il buio")
    assert "Dopo il buio" in site.text("/guide/due/")


def test_after_half_a_day_without_news_nothing_is_served_from_the_folder(postgres, tmp_path):
    """Nobody knows any more whether a page was withdrawn on another machine."""
    site = RunningSite(
        tmp_path,
        database_url=postgres.url,
        DJANGO_SETTINGS_MODULE="tests.published.impatient_settings",
    )
    site.start()
    site.kept("/guide/due/")
    postgres.stop()
    try:
        assert soon(lambda: site.get("/guide/due/").status == 503)
    finally:
        postgres.start()
        site.kept("/guide/due/", within=20, patiently=True)
        site.stop()


def test_an_error_in_a_question_is_not_taken_for_a_database_that_is_down(client, db, monkeypatch):
    from django.db import OperationalError, connection

    client.raise_request_exception = False

    def wrong_question(*arguments, **keywords):
        raise OperationalError("no such table: x")

    monkeypatch.setattr("guides.topics.views.shows", wrong_question)
    assert connection.is_usable()
    assert client.get("/argomenti/").status_code == 500


def test_a_database_that_is_away_before_any_view_is_met_is_a_503_too(client, monkeypatch):
    """Who signed in is asked before a post of the desk is read: no view can be told yet."""
    from django.db import OperationalError

    client.raise_request_exception = False

    def away(request):
        raise OperationalError("unable to open database file")

    monkeypatch.setattr("helpcentre.accounts.half_in.get_user", away)
    answer = client.post("/admin/guides/queueitem/atto/", {"atto": "approve"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_the_health_page_says_how_full_the_folder_is_and_how_often_it_answered(site):
    site.kept("/guide/uno/")
    for _ in range(10):
        site.get("/guide/uno/")

    def watched() -> bool:
        pages = site.json("/salute/")["pagine"]
        from_disk, ago = pages["dal_disco_per_cento"], pages["cambiamenti_letti_secondi_fa"]
        return (from_disk or 0) > 50 and ago is not None and ago < 2

    assert soon(watched)
    health = site.json("/salute/")
    assert health["database"] == "ok"
    assert health["pagine"]["tenute"] >= 1
    assert health["pagine"]["byte"] > 1000
    assert 0 <= health["pagine"]["piene_per_cento"] < 100


def test_one_command_empties_the_folder(site):
    site.kept("/guide/uno/")
    site.kept("/chi-siamo/")
    site.manage("empty_pages")
    assert not site.has_kept("/guide/uno/")
    assert not site.has_kept("/chi-siamo/")
    site.kept("/guide/uno/")


def test_a_new_release_starts_with_a_folder_of_its_own(site):
    site.kept("/guide/uno/")
    before = (site.folder / "pages" / "live").resolve()
    site.environment |= PUBLIC
    site.restart()
    after = (site.folder / "pages" / "live").resolve()
    assert before != after
    assert not any(after.rglob("index.html"))
