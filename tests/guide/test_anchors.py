"""A section's anchor is never the name of something else in the page."""

from collections import Counter

import pytest

from guides.guide.anchors import is_the_pages_own
from guides.text.slugs import slug_of
from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.reading import tree_of
from tests.voices import a_comment, public

pytestmark = pytest.mark.django_db

HOSTILE = [
    *("Problema", "Fonti", "Contenuto", "Autore", "Cambiamenti", "Commenti", "Cerca", "Utile"),
    *("Altre guide", "Scrivi un commento", "Commento 1", "Invito titolo", "Social titolo"),
    *("Sorelle titolo", "Q", "commento_text", "segui_email", "motivo-0_reason", "Rimborso"),
]


def a_full_guide(editor, titles: list[str], slug: str = "piena"):
    """With everything that its page can have."""
    topic, company = a_topic(), a_company()
    a_live_guide(topic=topic, company=company)
    sections = [
        {"title": title, "problem": f"Non so: {title}", "body": "Ecco.", "level": 1 + n % 2}
        for n, title in enumerate(titles)
    ]
    guide = a_guide(slug=slug, topic=topic, company=company, sections=sections)
    guide.sources.create(
        title="Legge", address="https://a.example/", publisher="A", consulted_on="2026-01-01"
    )
    guide.publish(by=editor, note="Nuova.")
    public(a_comment(under=guide), by=editor)
    return guide


def ids_in(page) -> list[str]:
    return [element.get("id") for element in page.iter() if element.get("id")]


def anchors_in(page) -> set[str]:
    return {e.get("id") for e in page.iter("section") if "section--" in (e.get("class") or "")}


def assert_every_name_is_one_things(page) -> None:
    ids = ids_in(page)
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    led_to = {
        element.get("href").removeprefix("#")
        for element in page.iter("a")
        if (element.get("href") or "").startswith("#")
    }
    for attribute in ("aria-labelledby", "aria-describedby", "for", "form"):
        led_to |= {name for e in page.iter() for name in (e.get(attribute) or "").split()}
    assert led_to <= set(ids)


def test_a_title_that_names_a_part_of_the_page_is_not_that_part(client, editor):
    a_full_guide(editor, HOSTILE)
    page = tree_of(client.get("/guide/piena/"))
    assert_every_name_is_one_things(page)
    assert "fonti" in ids_in(page)
    assert {"sezione:fonti", "cerca", "rimborso"} <= anchors_in(page)


def test_every_name_that_the_page_has_is_kept_from_sections(client, editor):
    """Whoever adds a part with a name must say it; here its name is also a section's."""
    a_full_guide(editor, ["Una", "Due"])
    page = tree_of(client.get("/guide/piena/"))
    own = set(ids_in(page)) - anchors_in(page)
    assert {"contenuto", "fonti", "commenti", "autore", "utile"} <= own
    assert {name for name in own if not is_the_pages_own(name)} == set()
    a_full_guide(editor, [name for name in own if slug_of(name) == name], slug="ostile")
    assert_every_name_is_one_things(tree_of(client.get("/guide/ostile/")))


def test_a_comment_a_vote_and_a_section_typed_by_hand_stay_apart(client, editor):
    guide = a_full_guide(editor, ["Una"])
    comment = public(a_comment(under=guide), by=editor)
    for name in (comment.anchor, "commento_name", "motivo-0_text"):
        guide.sections.create(title=name, slug=name, body="Ecco.", position=9)
    guide.publish(by=editor)
    assert_every_name_is_one_things(tree_of(client.get("/guide/piena/")))


def test_a_name_that_a_section_had_is_not_given_twice_either(client, editor):
    guide = a_full_guide(editor, ["Fonti", "Due"])
    guide.sections.filter(slug="fonti").update(slug="da-dove")
    guide.publish(by=editor)
    assert_every_name_is_one_things(tree_of(client.get("/guide/piena/")))


def test_a_section_is_reached_by_its_own_address_and_by_the_search(client, editor):
    a_full_guide(editor, ["Fonti"])
    assert client.get("/guide/piena/fonti/")["Location"] == "/guide/piena/#sezione:fonti"
    hits = client.get("/cerca.json", {"q": "non so fonti"}).json()["hits"]
    assert "/guide/piena/#sezione:fonti" in str(hits)


def test_a_free_name_stays_as_it_was(client, editor):
    a_full_guide(editor, ["Contatti", "Guide", "Storie", "Commenti degli altri", "Q e A"])
    page = tree_of(client.get("/guide/piena/"))
    assert anchors_in(page) == {"contatti", "guide", "storie", "commenti-degli-altri", "q-e-a"}
