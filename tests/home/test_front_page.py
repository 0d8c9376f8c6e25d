"""The front page."""

from datetime import date

import pytest

from tests.factories import a_live_guide, a_topic
from tests.reading import by_class, links_of, text_of, tree_of

pytestmark = pytest.mark.django_db


def test_the_search_box_asks_the_search_page(client):
    form = tree_of(client.get("/")).find(".//form")
    assert (form.get("action"), form.get("role")) == ("/cerca/", "search")
    assert form.find(".//label").get("for") == form.find(".//input[@name='q']").get("id")


def test_the_guides_most_recently_verified_come_first(client):
    a_live_guide(title="Vecchia", verified_on=date(2025, 1, 1))
    a_live_guide(title="Fresca", verified_on=date(2026, 11, 1))
    listed = by_class(tree_of(client.get("/")), "guide-list")
    assert [text_of(li.find("a")) for li in listed] == ["Fresca", "Vecchia"]
    assert "Verificata il 1° novembre 2026" in text_of(listed)


def test_every_topic_is_a_way_in(client):
    topic = a_topic(name="Viaggi")
    assert links_of(tree_of(client.get("/")))["Viaggi"] == topic.get_absolute_url()


def test_a_reader_is_invited_to_tell_a_story(client):
    links = links_of(tree_of(client.get("/")))
    assert links["Invia la tua storia"] == "/raccontaci-la-tua-storia/"


def test_an_empty_site_says_what_to_do(client):
    assert "Prova a cercare nel sito" in text_of(tree_of(client.get("/")))
