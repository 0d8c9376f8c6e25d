"""How pages for machines answer: HEAD, "do you have this already", other methods."""

import pytest
from django.test import Client

from tests.factories import a_live_guide
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-guide.xml",
    "/llms.txt",
    "/opensearch.xml",
    "/immagine.png",
    "/guide/pacco.md",
    "/guide/pacco/immagine.png",
    "/guide/pacco/commenti.xml",
    "/feed/guide-nuove.xml",
    "/feed/guide-aggiornate.xml",
    "/feed/storie.xml",
    "/cerca.json?q=pacco",
]


@pytest.fixture(autouse=True)
def a_guide_and_a_story(editor):
    guide = a_live_guide(slug="pacco")
    public(a_comment(under=guide), by=editor)
    public(a_story(), by=editor)
    return guide


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_sent_whole_once_and_then_only_named(client, address):
    whole = client.get(address)
    assert whole.status_code == 200
    again = client.get(address, headers={"If-None-Match": whole["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", whole["ETag"])
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["Content-Type"], head["Content-Length"]) == (
        whole["Content-Type"],
        whole["Content-Length"],
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_can_only_be_read(address, client):
    browser = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "patch", "delete"):
        refused = getattr(browser, method)(address)
        assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "address", ["/feed/storie.xml", "/guide/pacco/commenti.xml", "/sitemap-guide.xml"]
)
def test_who_asks_by_date_is_never_told_to_keep_what_was_withdrawn(
    client, editor, a_guide_and_a_story, address
):
    latest = public(a_story(title="Ripensata"), by=editor)
    comment = public(a_comment(under=a_guide_and_a_story, text="Ripensato"), by=editor)
    gone = a_live_guide(slug="superata")
    kept = client.get(address)
    assert "Last-Modified" not in kept
    for contribution in (latest, comment):
        contribution.take_back()
    gone.withdraw(by=editor, because="Superata.")
    asked = {"If-None-Match": kept["ETag"], "If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}
    for headers in (asked, {"If-Modified-Since": asked["If-Modified-Since"]}):
        response = client.get(address, headers=headers)
        assert response.status_code == 200
        assert b"Ripensat" not in response.content
        assert b"superata" not in response.content
