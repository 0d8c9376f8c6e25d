"""Pages for when something went wrong: they say what happened and what to do now."""

import pytest
from django.test import Client, RequestFactory

from guides.site.views import server_error
from tests.factories import a_live_guide
from tests.reading import headings_of, links_of, text_of, tree_of


@pytest.mark.django_db
def test_a_page_that_is_not_there_offers_search_and_ways_on(client):
    response = client.get("/non-esiste/")
    page = tree_of(response)
    assert response.status_code == 404
    assert headings_of(page)[0] == "Questa pagina non c’è"
    assert page.find(".//form[@role='search']") is not None
    assert links_of(page)["tutte le guide"] == "/guide/"
    assert 'rel="canonical"' not in response.content.decode()


@pytest.mark.django_db
def test_a_withdrawn_guide_says_why_and_where_to_go_instead(client, editor):
    guide = a_live_guide(slug="vecchia")
    a_live_guide(title="Quella nuova", topic=guide.topic)
    guide.withdraw(by=editor, because="La legge è cambiata.")
    response = client.get("/guide/vecchia/")
    page = tree_of(response)
    assert response.status_code == 410
    assert "La legge è cambiata." in text_of(page)
    assert "Quella nuova" in links_of(page)


def test_a_failure_is_told_without_the_database(rf: RequestFactory):
    """No `django_db` here: a query would fail the test, as the database may have failed."""
    response = server_error(rf.get("/guide/aliexpress/"))
    page = tree_of(response)
    assert response.status_code == 500
    assert "Il problema è nostro, non tuo" in text_of(page)
    assert links_of(page)["tutte le guide"] == "/guide/"


@pytest.mark.django_db
def test_a_page_that_is_only_read_refuses_anything_else_without_a_word_of_cookies():
    answer = Client(enforce_csrf_checks=True).post("/guide/", {"a": "b"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
