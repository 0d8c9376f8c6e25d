"""Whom to turn to: the list, one page each, and the pages that lead there."""

from datetime import date

import pytest

from guides.authorities.models import Authority
from guides.companies.sectors import Sector
from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.reading import links_of, text_of, tree_of

pytestmark = pytest.mark.django_db


def an_authority(**fields) -> Authority:
    return Authority.objects.create(
        **{
            "name": "Arbitro di prova",
            "slug": "arbitro",
            "problem": "La banca non mi rimborsa",
            "purpose": "Decide sui documenti.",
            "cost": "20 euro",
            "when": "Dopo un reclamo.",
            "how": "1. Scrivi il reclamo.\n2. Apri il **portale**.",
            "website": "https://arbitro.example/",
            "source_title": "Arbitro, come si fa",
            "source": "https://arbitro.example/come/",
            "verified_on": date(2026, 11, 26),
        }
        | fields
    )


@pytest.fixture
def banks(db):
    return Sector.objects.create(name="Banche", every_company="ogni banca")


def test_a_page_says_what_for_the_cost_when_how_and_where_we_read_it(client):
    tree = tree_of(client.get(an_authority().get_absolute_url()))
    text = text_of(tree)
    for words in ("Decide sui documenti.", "20 euro", "Dopo un reclamo.", "Apri il portale."):
        assert words in text.replace("\u00a0", " ")
    links = links_of(tree)
    assert links["Vai al sito ufficiale"] == "https://arbitro.example/"
    assert links["Arbitro, come si fa"] == "https://arbitro.example/come/"
    assert "Controllata il 26 novembre 2026" in text


def test_the_list_begins_with_the_readers_words(client):
    authority = an_authority()
    links = links_of(tree_of(client.get("/a-chi-rivolgersi/")))
    assert links["La banca non mi rimborsa"] == authority.get_absolute_url()


def test_companies_of_its_sector_its_topics_and_their_guides_lead_to_it(client, banks, editor):
    topic = a_topic(slug="banche")
    company, other = a_company(slug="banca", sector=banks), a_company(slug="altra")
    by_sector, by_topic = a_guide(slug="carta"), a_live_guide(slug="conto", topic=topic)
    by_sector.sectors.add(banks)
    by_sector.publish(by=editor)
    elsewhere = a_live_guide(slug="treno")
    authority = an_authority()
    addresses = [x.get_absolute_url() for x in (company, topic, by_sector, by_topic)]
    for address in addresses:  # rendered before anything leads there
        assert authority.name not in links_of(tree_of(client.get(address)))
    authority.sectors.add(banks)
    authority.topics.add(topic)
    authority.save()
    for address in addresses:
        links = links_of(tree_of(client.get(address)))
        assert links[authority.name] == authority.get_absolute_url(), address
    for page in (other, elsewhere):
        assert authority.name not in links_of(tree_of(client.get(page.get_absolute_url())))


def test_its_page_leads_back_to_the_guides_that_come_before(client, banks, editor):
    guide = a_guide(title="Addebito mai fatto")
    guide.sectors.add(banks)
    guide.publish(by=editor)
    a_live_guide(title="Treno in ritardo")
    authority = an_authority()
    authority.sectors.add(banks)
    links = links_of(tree_of(client.get(authority.get_absolute_url())))
    assert links["Addebito mai fatto"] == guide.get_absolute_url()
    assert "Treno in ritardo" not in links


def test_it_is_found_by_searching_and_narrowed_to_as_a_kind(client):
    authority = an_authority()
    for query in ("?q=arbitro", "?q=banca+non+rimborsa&tipo=autorità"):
        hits = client.get(f"/cerca.json{query}").json()["hits"]
        assert authority.get_absolute_url() in [hit["address"] for hit in hits]
    a_live_guide(title="L’arbitro del condominio")
    assert "A chi rivolgersi" in text_of(tree_of(client.get("/cerca/?q=arbitro")))


def test_machines_are_told_of_it(client):
    address = an_authority().get_absolute_url()
    assert address in client.get("/sitemap-autorita.xml").content.decode()
    assert address in client.get("/llms.txt").content.decode()
    assert "GovernmentOrganization" in client.get(address).content.decode()


def test_an_unknown_one_is_not_found_and_an_empty_list_is_no_dead_end(client):
    assert client.get("/a-chi-rivolgersi/nessuno/").status_code == 404
    assert links_of(tree_of(client.get("/a-chi-rivolgersi/")))["cercare nel sito"] == "/cerca/"
