"""A guide's page folds a long thread behind a door; a short one and a story's stay open."""

import pytest

from tests.factories import a_live_guide
from tests.reading import by_class, tree_of
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db


def door_at(client, address: str):
    return by_class(tree_of(client.get(address)), "thread-door")


def many_under(place, *, by, count: int) -> None:
    for number in range(count):
        public(a_comment(under=place, text=f"Commento numero {number}"), by=by)


@pytest.mark.parametrize(("count", "is_folded"), [(0, False), (2, False), (3, True)])
def test_only_a_long_thread_is_folded(client, editor, count, is_folded):
    guide = a_live_guide(slug="pacco")
    many_under(guide, by=editor, count=count)
    door = door_at(client, "/guide/pacco/")
    assert (door is not None) == is_folded
    if is_folded:
        assert "".join(door.find("summary").itertext()) == f"Leggi i {count} commenti"
        assert len([e for e in door.iter("li") if "comment" in e.get("class")]) == count


def test_a_storys_thread_stays_open(client, editor):
    story = public(a_story(), by=editor)
    many_under(story, by=editor, count=3)
    assert door_at(client, story.get_absolute_url()) is None
