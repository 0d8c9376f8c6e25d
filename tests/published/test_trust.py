"""A disk that does not do as told: nothing withdrawn is read, nothing sent is lost."""

import json
from html import unescape
from urllib.parse import urlencode

import pytest

from tests.patience import soon
from tests.published.running_site import RunningSite

PAGE = "/guide/uno/"
WORDS = "Mi hanno chiuso l’account, e non rispondono da un mese: «riprova più tardi». " * 50


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    stubborn = "tests.published.stubborn_settings"
    site = RunningSite(tmp_path_factory.mktemp("stubborn"), DJANGO_SETTINGS_MODULE=stubborn)
    site.act("build")
    yield site.start()
    site.stop()


def test_what_was_withdrawn_is_not_read_though_its_file_stays(site):
    old = site.kept(PAGE)
    (site.folder / "stubborn").touch()
    try:
        site.act("publish", slug="uno", title="Titolo corretto")
        assert soon(lambda: site.get("/salute/pronta").status == 503)
        assert site.has_kept(PAGE)
        for _ in range(6):  # of both workers
            answer = site.get(PAGE)
            assert answer.content != old
            assert "Titolo corretto" in answer.content.decode()
            assert answer.headers["ETag"] is None
        said = site.json("/salute/pronta")
        assert said["pagine"] == "la cartella non si lascia cambiare"
        assert said["database"] == said["migrazioni"] == "ok"
        assert site.get("/salute/viva").status == 200
        assert site.json("/salute/")["pagine"]["servite"] is False
    finally:
        (site.folder / "stubborn").unlink()
    assert soon(lambda: site.get("/salute/pronta").status == 200)
    assert "Titolo corretto" in site.kept(PAGE).decode()


def test_a_disk_that_does_its_work_again_is_trusted_again_without_a_change(site):
    site.kept(PAGE)
    assert site.json("/salute/pronta") == {
        "stato": "ok",
        "database": "ok",
        "pagine": "ok",
        "migrazioni": "ok",
    }


def test_a_full_database_gives_back_every_word_and_pages_are_read(tmp_path):
    site = RunningSite(tmp_path)
    site.act("build")
    site.act("squeeze")
    site.environment["DJANGO_SETTINGS_MODULE"] = "tests.published.full_settings"
    site.start()
    try:
        assert site.get(PAGE).status == 200
        token = json.loads(site.request("POST", "/modulo/gettone/").content)["gettone"]
        form = {"text": WORDS, "name": "Anna", "gettone": token}
        answer = site.request(
            "POST",
            "/commenti/nuovo/guida/1/",
            body=urlencode(form),
            Content_Type="application/x-www-form-urlencoded",
        )
        assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
        page = unescape(answer.content.decode())
        assert WORDS in page
        assert "Invia di nuovo" in page
        assert site.get(PAGE).status == 200
        assert site.get("/cerca/?q=uno").status == 200
        assert WORDS[:40] not in site.last_words
    finally:
        site.stop()
