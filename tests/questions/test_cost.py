"""A search reads the texts that match, not all that are on a topic: SQLite keeps no statistics."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import a_company, a_live_guide, a_topic

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="PostgreSQL knows how many there are of each"
    ),
]


def plans_of(client, address: str) -> list[list[str]]:
    """How SQLite reads, of each question that is about what can be found."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    plans = []
    for query in asked.captured_queries:
        if "guides_searchdocument" in query["sql"] and "SELECT" in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
                plans.append([row[3] for row in cursor.fetchall()])
    return plans


@pytest.mark.parametrize("narrowed", ["", "&argomento=viaggi", "&azienda=acme", "&tipo=sezione"])
def test_a_search_starts_from_its_words_whatever_it_is_narrowed_to(client, narrowed):
    topic, company = a_topic(slug="viaggi"), a_company(slug="acme")
    a_live_guide(title="Il volo è in ritardo", topic=topic, company=company)
    plans = plans_of(client, f"/cerca/?q=volo{narrowed}")
    matching = [plan for plan in plans if any("VIRTUAL TABLE" in line for line in plan)]
    assert matching
    for plan in matching:
        first = next(line for line in plan if line.startswith(("SCAN t", "SEARCH d")))
        assert "VIRTUAL TABLE" in first, plan
    for line in (line for plan in plans for line in plan):
        assert "guides_searchdocument_topic" not in line, plans
        assert "guides_searchdocument_company" not in line, plans
