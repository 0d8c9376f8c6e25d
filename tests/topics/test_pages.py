"""A topic's page."""

import pytest

from tests.factories import a_guide, a_live_guide, a_topic
from tests.reading import text_of, tree_of

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
