"""One address for each page, on the canonical origin."""

import pytest

from tests.factories import a_live_guide
from tests.reading import tree_of
from tests.voices import a_story, public

pytestmark = pytest.mark.django_db
HERE = "http://localhost:8000"


def canonical_of(client, address: str) -> str:
    tree = tree_of(client.get(address, headers={"Host": "127.0.0.1"}))
    links = [e.get("href") for e in tree.iter("link") if e.get("rel") == "canonical"]
    shared = [e.get("content") for e in tree.iter("meta") if e.get("property") == "og:url"]
    assert links == shared
    return links[0].removeprefix(HERE)


@pytest.mark.parametrize("address", ["/", "/guide/", "/storie/", "/argomenti/", "/aziende/"])
def test_a_page_s_address_is_without_what_others_add_to_it(client, address):
    assert canonical_of(client, f"{address}?utm_source=x&fbclid=y") == address


def test_a_further_page_of_a_list_is_a_page_of_its_own(client, editor):
    for _ in range(25):
        public(a_story(), by=editor)
    assert canonical_of(client, "/storie/?pagina=2") == "/storie/?pagina=2"
    assert canonical_of(client, "/storie/?pagina=999") == "/storie/?pagina=2"
    assert canonical_of(client, "/storie/?pagina=1") == "/storie/"
    assert canonical_of(client, "/storie/?esito=open&pagina=2") == "/storie/"


def test_the_lists_lead_to_their_feeds(client, editor):
    a_live_guide()
    public(a_story(), by=editor)
    for address, feed in (("/guide/", "/feed/guide-nuove.xml"), ("/storie/", "/feed/storie.xml")):
        kinds = {e.get("href"): e.get("type") for e in tree_of(client.get(address)).iter("link")}
        assert kinds[feed] == "application/atom+xml"
