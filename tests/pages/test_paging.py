"""Long lists come in pages that have addresses of their own and cost the same however long."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.companies.models import Company
from guides.guide.models import Guide
from guides.pages.listing import A_PAGE
from tests.factories import a_company, a_live_guide, a_topic, an_author
from tests.reading import text_of, tree_of

pytestmark = pytest.mark.django_db

LISTS = ["/guide/", "/argomenti/viaggi/", "/aziende/acme/", "/autori/ada/"]


def write_thirty_two() -> None:
    place = {
        "topic": a_topic(slug="viaggi"),
        "company": a_company(slug="acme"),
        "author": an_author(slug="ada"),
    }
    for n in range(A_PAGE + 2):
        a_live_guide(title=f"Guida numero {n:02}", **place)


@pytest.fixture(scope="module")
def thirty_two_written(written_once):
    written_once(write_thirty_two)


@pytest.fixture
def thirty_two(thirty_two_written, db):
    return list(Guide.objects.order_by("pk"))


@pytest.mark.parametrize("address", LISTS)
def test_every_guide_is_on_one_of_the_pages_once(client, thirty_two, address):
    first, second = client.get(address), client.get(f"{address}pagina/2/")
    assert f'href="{address}pagina/2/" rel="next"' in first.content.decode()
    assert f'href="{address}" rel="prev"' in second.content.decode()
    shown = [text_of(tree_of(page)) for page in (first, second)]
    for guide in thirty_two:
        assert sum(guide.title in text for text in shown) == 1
    assert "pagina 2" in second.content.decode().partition("</title>")[0]
    assert f'rel="canonical" href="http://localhost:8000{address}pagina/2/"' in (
        second.content.decode()
    )


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("number", ["0", "1", "3", "100000", "uno"])
def test_no_page_has_two_addresses_or_nothing_on_it(client, thirty_two, address, number):
    assert client.get(f"{address}pagina/{number}/").status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_a_longer_list_asks_no_more_questions(client, thirty_two, address):
    counts = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
        for guide in thirty_two[1:]:
            guide.withdraw(by=None, because="Prova.")
    assert counts[0] == counts[1]


def test_companies_come_in_pages_too(client):
    for n in range(A_PAGE + 1):
        a_company(name=f"Ditta {n:02}")
    last = Company.objects.last().name
    assert last not in client.get("/aziende/").content.decode()
    assert last in client.get("/aziende/pagina/2/").content.decode()
