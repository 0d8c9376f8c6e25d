"""The rest of the site leads to the ways, the letters and the days that belong there."""

import pytest

from guides.companies.sectors import Sector
from tests.deadlines.making import a_rule
from tests.factories import a_company, a_live_guide, a_topic
from tests.letters.making import a_live_letter
from tests.solver.making import a_flow, a_live_flow
from tests.voices import a_story

pytestmark = pytest.mark.django_db
WAY = "/risolvi/pacco/"


def shown(client, address: str) -> str:
    """The box of acts of a page, "" without one."""
    html = client.get(address).content.decode()
    _, found, after = html.partition('aria-labelledby="da-fare-subito"')
    return after.partition("</section>")[0] if found else ""


def test_a_guide_leads_to_the_way_that_leads_to_it(client, editor):
    guide = a_live_guide()
    assert shown(client, guide.get_absolute_url()) == ""
    flow = a_live_flow(slug="pacco", guide=guide)
    assert WAY in shown(client, guide.get_absolute_url())
    flow.withdraw(by=editor, because="Superato.")
    assert shown(client, guide.get_absolute_url()) == ""


def test_a_topic_a_company_its_sector_and_a_receipt_lead_to_it(client):
    topic, sector = a_topic(), Sector.objects.create(name="Corrieri", every_company="ogni corriere")
    company, other = a_company(sector=sector), a_company()
    flow = a_flow(slug="pacco", topic=topic)
    flow.sectors.add(sector)
    assert shown(client, topic.get_absolute_url()) == ""
    flow.publish(by=None)
    assert WAY in shown(client, topic.get_absolute_url())
    assert WAY in shown(client, company.get_absolute_url())
    assert shown(client, other.get_absolute_url()) == ""
    mine = a_story(topic=topic, company=other)
    assert WAY in shown(client, mine.private_path)
    mine.take_back()
    assert shown(client, mine.private_path) == ""


def test_a_company_is_led_to_its_own_way_and_others_are_not(client):
    company, topic = a_company(), a_topic()
    a_live_flow(slug="pacco", topic=topic, company=company)
    assert WAY in shown(client, company.get_absolute_url())
    assert shown(client, topic.get_absolute_url()) == ""


def test_two_of_a_kind_are_enough_and_cost_no_more(client, django_assert_num_queries):
    guide = a_live_guide()
    a_live_flow(guide=guide)
    client.get(guide.get_absolute_url())
    with django_assert_num_queries(8):
        client.get(guide.get_absolute_url())
    for _ in range(4):
        a_live_flow(guide=guide)
    with django_assert_num_queries(8):
        client.get(guide.get_absolute_url())
    assert shown(client, guide.get_absolute_url()).count("/risolvi/") == 2


def test_the_front_page_asks_what_happened(client, editor):
    assert "Che cosa è successo?" not in client.get("/").content.decode()
    flow = a_live_flow(title="Il pacco non arriva")
    assert "Il pacco non arriva" in client.get("/").content.decode()
    flow.withdraw(by=editor, because="Superato.")
    assert "Il pacco non arriva" not in client.get("/").content.decode()


def test_search_sitemap_and_machines_know_it(client, editor):
    flow = a_live_flow(slug="pacco", title="Il pacco non arriva", summary="Aspetti e non arriva.")
    hits = client.get("/cerca.json?q=pacco+non+arriva&tipo=percorso+guidato").json()["hits"]
    assert [hit["address"] for hit in hits] == [WAY]
    assert "Percorsi guidati" in client.get("/cerca/?q=pacco").content.decode() or hits
    places = ("/sitemap-percorsi.xml", "/llms.txt", "/risolvi/")
    assert all("/risolvi/pacco" in client.get(page).content.decode() for page in places)
    assert "/risolvi/<" in client.get("/sitemap-inizio.xml").content.decode()
    assert '"lastReviewed": "2026-11-22"' in client.get(WAY).content.decode()
    flow.withdraw(by=editor, because="Superato.")
    assert client.get("/cerca.json?q=pacco").json()["hits"] == []
    assert client.get("/sitemap-percorsi.xml").status_code == 404
    assert "/risolvi/pacco" not in client.get("/llms.txt").content.decode()


def test_a_text_leads_to_a_way_by_its_name(client, editor):
    flow = a_live_flow(slug="pacco")
    body = "Rispondi a [poche domande](risolvi:pacco)."
    guide = a_live_guide(sections=[{"title": "Che fare", "body": body}])
    assert 'href="/risolvi/pacco/"' in client.get(guide.get_absolute_url()).content.decode()
    flow.withdraw(by=editor, because="Superato.")
    assert any("pubblicala prima" in str(words) for words in guide.obstacles())


def test_a_topics_page_leads_to_its_days_and_a_guide_to_its_letters_too(client, editor):
    guide = a_live_guide()
    rule, letter = a_rule(topic=guide.topic), a_live_letter(topic=guide.topic)
    rule.publish(by=editor)
    assert rule.get_absolute_url() in shown(client, guide.topic.get_absolute_url())
    box = shown(client, guide.get_absolute_url())
    assert rule.get_absolute_url() in box
    assert letter.get_absolute_url() in box
    letter.withdraw(by=editor, because="Superata.")
    assert letter.get_absolute_url() not in shown(client, guide.get_absolute_url())


def test_an_outcome_hands_the_answers_on_to_the_letter_and_the_day(client, desk, editor):
    rule, letter = a_rule(), a_live_letter()
    rule.publish(by=editor)
    flow = a_flow(slug="pacco")
    for outcome in flow.outcomes.all():
        outcome.helps.create(kind="letter", identity=str(letter.pk), position=1)
        outcome.helps.create(kind="rule", identity=str(rule.pk), position=2)
    flow.publish(by=editor)
    asked = "?data-consegna=2026-11-03"
    page = client.get(f"{WAY}arrivato/no/termine/si/{asked}").content.decode()
    said = "?arrivato=no&amp;termine=si&amp;data-consegna=2026-11-03"
    assert f'href="{letter.get_absolute_url()}{said}"' in page
    assert f'href="{rule.get_absolute_url()}{said}"' in page
    assert client.get(f"{rule.get_absolute_url()}{asked}&arrivato=no").status_code == 200
    # who would take one of them away reads first that a way leads there
    for kind, row in (("formletter", letter), ("rule", rule)):
        there = desk.get(f"/admin/guides/{kind}/{row.pk}/change/").content.decode()
        assert f"Percorso guidato «{flow.title}»" in there, kind
    rule.withdraw(by=editor, because="Cambiata.")
    page = client.get(f"{WAY}arrivato/no/termine/si/").content.decode()
    assert letter.get_absolute_url() in page
    assert rule.get_absolute_url() not in page
    assert any("scadenza che i lettori non vedono" in fault.words for fault in flow.faults())
