"""The front page."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from guides.site.shortcuts import Shortcut
from tests.factories import a_live_guide, a_topic
from tests.reading import by_class, headings_of, links_of, text_of, tree_of
from tests.voices import a_story, public

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


def test_the_question_is_the_title(client):
    tree = tree_of(client.get("/"))
    assert headings_of(tree)[0] == "Che cosa ti è successo?"
    assert text_of(tree.find(".//h1/label")) == "Che cosa ti è successo?"


def test_phrases_and_urgent_cases_are_the_editors(client):
    Shortcut.objects.create(words="Il pacco non arriva", address="/guide/pacco/")
    urgent = Shortcut.objects.create(kind="urgente", words="Soldi spariti", address="/guide/a/#b")
    tree = tree_of(client.get("/"))
    assert links_of(by_class(tree, "phrases")) == {"Il pacco non arriva": "/guide/pacco/"}
    assert links_of(by_class(tree, "urgent")) == {"Soldi spariti": "/guide/a/#b"}
    urgent.delete()
    assert by_class(tree_of(client.get("/")), "urgent") is None


@pytest.mark.parametrize(
    "address", ["https://altrove.example/", "//altrove", "/\\altrove", "guide", "/a b"]
)
def test_a_shortcut_leads_only_into_this_site(address):
    with pytest.raises(ValidationError):
        Shortcut(words="Prova", address=address).full_clean()


def test_a_topic_shows_problems_of_two_of_its_guides_in_turn(client):
    topic = a_topic(name="Viaggi")
    for title, day in (("volo", 3), ("treno", 2), ("nave", 1)):
        sections = [{"title": f"{title} {n}", "problem": f"Problema {title} {n}"} for n in range(4)]
        a_live_guide(slug=title, topic=topic, sections=sections, verified_on=date(2026, 11, day))
    links = links_of(by_class(tree_of(client.get("/")), "ways-in"))
    assert [words for words in links if words.startswith("Problema")] == [
        "Problema volo 0",
        "Problema treno 0",
        "Problema volo 1",
    ]
    assert links["Problema treno 0"] == "/guide/treno/#treno-0"


def test_the_two_latest_stories_say_how_they_begin(client, editor):
    for n in range(3):
        public(a_story(title=f"Storia {n}", text=f"Comincia così {n}. " + "Poi. " * 90), by=editor)
    letters = by_class(tree_of(client.get("/")), "letters")
    assert [text_of(li.find("a")) for li in letters] == ["Storia 2", "Storia 1"]
    opening = text_of(by_class(letters, "letters__opening"))
    assert opening.startswith("Comincia così 2.")
    assert opening.endswith("…")
    assert len(opening) <= 170
