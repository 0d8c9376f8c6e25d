"""Every kind of page, with the demo's own content, parses without an error."""

import pytest

from tests.reading import headings_of, tree_of

PAGES = [
    "/",
    "/guide/",
    "/guide/aliexpress/",
    "/argomenti/",
    "/argomenti/viaggi/",
    "/aziende/",
    "/aziende/poste-italiane/",
    "/autori/redazione/",
    "/regole/",
    "/cerca/",
    "/cerca/?q=rimborso",
    "/cerca/?q=xyzzy",
    "/storie/",
    "/raccontaci-la-tua-storia/",
    "/non-esiste/",
]


@pytest.mark.django_db
def test_every_page_parses_and_has_one_title(client, the_demo):
    for address in PAGES:
        page = tree_of(client.get(address))
        assert len(list(page.iter("h1"))) == 1, address
        assert headings_of(page)[0], address
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), address
