"""What is deleted together at the desk is forgotten one by one."""

import pytest

from tests.factories import a_topic

pytestmark = pytest.mark.django_db


def found(client) -> list:
    return client.get("/cerca.json", {"q": "zanzariere"}).json()["hits"]


def test_topics_deleted_together_are_no_longer_found(staff):
    topic = a_topic(name="Zanzariere", slug="zanzariere")
    assert found(staff)
    staff.post(
        "/admin/guides/topic/",
        {"action": "delete_selected", "_selected_action": [topic.pk], "post": "yes"},
    )
    assert not type(topic).objects.filter(pk=topic.pk).exists()
    assert not found(staff)
