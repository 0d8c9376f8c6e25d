"""What is pasted into the desk may carry characters that no page can hold."""

import pytest

from guides.topics.models import Topic
from tests.desk.forms import filled_form, save
from tests.factories import a_guide
from tests.reading import tree_of

pytestmark = pytest.mark.django_db


def test_a_control_character_pasted_at_the_desk_is_dropped(staff):
    fields = filled_form(staff.get("/admin/guides/topic/add/"), "topic_form")
    typed = {
        "name": "Acquisti\x0b in rete\ufffe",
        "slug": "acquisti",
        "description": "Uno\x01\ndue",
    }
    staff.post("/admin/guides/topic/add/", fields | typed)
    topic = Topic.objects.get()
    assert (topic.name, topic.description.split()) == ("Acquisti in rete", ["Uno", "due"])


def test_a_guide_pasted_with_control_characters_is_valid_on_its_page(staff, client):
    guide = a_guide(slug="pacco")
    changes = {"title": "Il\x0b pacco", "sections-0-body": "Testo\x0c e\x1f basta"}
    save(staff, guide, **changes, _publish="1", note="")
    tree_of(client.get("/guide/pacco/"))  # a parse error fails
    assert guide.editions.get().title == "Il pacco"
