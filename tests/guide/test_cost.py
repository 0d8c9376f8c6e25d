"""What a guide's page asks the database: the same few questions, however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.contributions.update import Update
from tests.factories import a_company, a_live_guide, a_topic
from tests.voices import a_comment, a_reply, public

pytestmark = pytest.mark.django_db

# The last: what to do now, authorities, stories; and one when the page is kept: nothing changed.
MOST = 10


def questions(client, path: str) -> list[str]:
    client.get(path)  # what is asked once in a process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


def test_a_guide_with_much_of_everything_asks_no_more_than_one_with_little(client, editor):
    company, topic = a_company(), a_topic()
    sections = [
        {"title": f"Sezione {n}", "problem": "Che fare?", "body": "Così."} for n in range(30)
    ]
    guide = a_live_guide(slug="grande", company=company, topic=topic, sections=sections)
    guide.title = "Altro titolo"
    guide.save()
    guide.publish(by=editor, note="Cambiato il titolo.")
    for _ in range(8):
        a_live_guide(company=company, topic=topic)
    for _ in range(20):
        comment = public(a_comment(under=guide), by=editor)
        public(a_reply(comment), by=editor)
        public(Update(comment=comment, text="È arrivato.", author_name="Lei").submit(), by=editor)
    asked = questions(client, "/guide/grande/")
    assert len(asked) <= MOST, "\n".join(asked)
    assert client.get("/guide/grande/").content.decode().count("È arrivato.") == 20


def test_related_guides_are_of_the_company_first_then_the_freshest_of_the_topic(client):
    from guides.guide.composer import GuidePage

    company, topic = a_company(), a_topic()
    guide = a_live_guide(company=company, topic=topic)
    same_company = a_live_guide(company=company, verified_on="2020-01-01")
    both = a_live_guide(company=company, topic=topic, verified_on="2021-01-01")
    fresh = a_live_guide(topic=topic, verified_on="2026-11-20")
    older = a_live_guide(topic=topic, verified_on="2025-11-20")
    a_live_guide()
    page = GuidePage.of(guide.live)
    assert [e.guide_id for e in page.related] == [g.pk for g in (both, same_company, fresh, older)]


def test_what_makes_the_lists_is_read_along_an_index(client):
    """With thousands of guides a list may not read them all."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole, rightly")
    guide = a_live_guide(company=a_company())
    from guides.guide.editions import Edition
    from guides.guide.related import related_to

    with CaptureQueriesContext(connection) as asked:
        related_to(guide.live)
        cards = Edition.objects.live().for_cards()
        list(cards.most_recently_verified()[:6])
        list(cards.in_alphabetical_order()[:6])
        list(cards.on(guide.topic).most_recently_verified()[:6])
        list(cards.about(guide.company).most_recently_verified()[:6])
        list(cards.by(guide.author).most_recently_verified()[:6])
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
            plan = "\n".join(row[3] for row in cursor.fetchall())
        for line in plan.splitlines():
            assert "SCAN guides_edition" not in line or "USING INDEX" in line, plan
            assert "SCAN guides_guide" not in line, plan
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan, plan
