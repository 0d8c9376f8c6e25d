"""A topic's page."""

import pytest

from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.reading import links_of, text_of, tree_of
from tests.voices import a_story, public

pytestmark = pytest.mark.django_db


def test_a_topic_lists_its_live_guides_and_no_other(client):
    travel = a_topic(name="Viaggi", slug="viaggi")
    a_live_guide(title="Treno in ritardo", topic=travel)
    a_guide(title="Bozza di nave", topic=travel)
    a_live_guide(title="Bolletta sbagliata")
    text = text_of(tree_of(client.get("/argomenti/viaggi/")))
    assert "Treno in ritardo" in text
    assert "Bozza di nave" not in text
    assert "Bolletta sbagliata" not in text


def test_the_topics_are_in_the_editors_order(client):
    a_topic(name="Secondo", position=2)
    a_topic(name="Primo", position=1)
    text = text_of(tree_of(client.get("/argomenti/")))
    assert text.find("Primo") < text.find("Secondo")


@pytest.mark.parametrize("guides", [0, 1, 5, 31])
def test_each_problem_of_its_guides_leads_to_its_section_and_nothing_is_a_dead_end(client, guides):
    topic = a_topic(slug="viaggi")
    for n in range(guides):
        a_live_guide(topic=topic, slug=f"g{n}", sections=[{"title": "Via", "problem": f"Male {n}"}])
    links = links_of(tree_of(client.get("/argomenti/viaggi/")))
    shown = {words: links[words] for words in links if words.startswith("Male")}
    assert len(shown) == min(guides, 30)
    assert all(
        links[f"Male {n}"] == f"/guide/g{n}/#via" for n in range(guides - len(shown), guides)
    )
    assert ("cercare nel sito" in links) == (guides == 0)
    assert ("Pagina successiva" in links) == (guides > 30)
    assert "Comincia tu" in links
    assert links["Arbitri, conciliazioni, autorità: a chi rivolgersi"] == "/a-chi-rivolgersi/"


def test_more_problems_than_a_list_holds_are_in_the_guide(client):
    topic = a_topic(slug="viaggi")
    sections = [{"title": f"Via {n}", "problem": f"Male {n}"} for n in range(9)]
    guide = a_live_guide(topic=topic, sections=sections)
    links = links_of(tree_of(client.get("/argomenti/viaggi/")))
    assert "Male 7" in links
    assert "Male 8" not in links
    assert links["Un altro problema in questa guida"] == guide.get_absolute_url()


def test_a_topic_leads_to_its_companies_and_stories(client, editor):
    topic = a_topic(slug="viaggi")
    company, other = a_company(name="Vettore"), a_company(name="Estranea")
    a_live_guide(topic=topic, company=company)
    a_live_guide(company=other)
    story = public(a_story(title="Tre ore fermi", topic=topic, text="Eravamo soli."), by=editor)
    tree = tree_of(client.get("/argomenti/viaggi/"))
    links = links_of(tree)
    assert links["Vettore"] == company.get_absolute_url()
    assert "Estranea" not in links
    assert links["Tre ore fermi"] == story.get_absolute_url()
    assert "Eravamo soli." in text_of(tree)
