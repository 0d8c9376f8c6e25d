"""What was broken and is well again: nobody is refused for what went before."""

import json
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection

from tests.patience import soon
from tests.published.running_site import RunningSite

WORDS = "Il pacco è fermo a Prato, e «non risponde nessuno»."
FORM = {"Content_Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def site(tmp_path):
    settings = "tests.published.read_only_settings"
    site = RunningSite(tmp_path, DJANGO_SETTINGS_MODULE=settings, TRUSTED_PROXIES="1")
    site.act("build")
    (tmp_path / "read-only").touch()
    yield site.start()
    site.stop()


def send(site: RunningSite):
    token = json.loads(site.request("POST", "/modulo/gettone/", body="").content)["gettone"]
    body = urlencode({"name": "Anna", "text": WORDS, "gettone": token})
    return site.request("POST", "/commenti/nuovo/guida/1/", body=body, **FORM)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is asked, not opened")
def test_a_database_that_could_only_be_read_is_written_once_it_can_be(site, tmp_path):
    refused = send(site)
    assert refused.status == 503
    assert WORDS in unescape(refused.content.decode())
    assert site.get("/cerca/?q=uno").status == 200
    (tmp_path / "read-only").unlink()
    assert soon(lambda: send(site).status in (302, 303))
