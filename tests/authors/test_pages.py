"""An author's page."""

import pytest

from tests.factories import a_live_guide, an_author
from tests.reading import headings_of, links_of, text_of, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db):
    author = an_author(
        name="Penna di Prova", slug="penna", one_line="Risponde.", biography="Da **anni**."
    )
    author.links.create(kind="profilo", title="Il suo sito", address="https://sito.example/")
    author.links.create(kind="pubblicazione", title="Un libro", address="https://libro.example/")
    return author


def test_a_profile_has_a_line_a_biography_and_other_publications(client, author):
    page = tree_of(client.get("/autori/penna/"))
    assert "Risponde. Chi è Da anni." in text_of(page)
    assert links_of(page)["Un libro"] == "https://libro.example/"


def test_publications_come_before_profiles(client, author):
    headings = headings_of(tree_of(client.get("/autori/penna/")))
    assert headings.index("Altre pubblicazioni") < headings.index("Pagine e profili")


def test_an_authors_live_guides_are_listed(client, author):
    guide = a_live_guide(title="La guida della penna", author=author)
    links = links_of(tree_of(client.get("/autori/penna/")))
    assert links["La guida della penna"] == guide.get_absolute_url()
