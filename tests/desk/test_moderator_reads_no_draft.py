"""A moderator who may not write guides asks for every draft and old edition by its address."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from guides.guide import preview
from guides.guide.schedule.moment import moment_in
from tests.desk.test_nobody import addresses_of_the_desk
from tests.factories import a_guide

pytestmark = pytest.mark.django_db
SECRET = "arcobalenosegreto"


@pytest.fixture
def moderator(django_user_model) -> Client:
    user = django_user_model.objects.create_user("mod", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Moderazione"))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def guide(editor, anna):
    """Live, with an old edition, a draft set aside, a schedule and a review that hold the word."""
    guide = a_guide(sections=[{"title": SECRET, "body": SECRET}], summary=SECRET)
    guide.publish(by=editor, internal_note=SECRET)
    guide.sections.update(title="Altro", body="Altro", problem="")
    guide.summary = "Altro"
    guide.save()
    guide.revise()
    guide.publish(by=editor)
    guide.introduction = SECRET
    guide.save()
    guide.revise()
    guide.schedule_publication(by=editor, at=moment_in("2027-12-03T09:00"), note=SECRET)
    guide.ask_review(by=editor, of=anna, note=SECRET)
    return guide


def names_of(guide) -> list[str]:
    kept = guide.kept_drafts.first()
    return ["bozza", "edizione-1", "edizione-2", f"messa-da-parte-{kept.pk}"]


def test_every_address_of_the_desk_tells_a_moderator_nothing_of_a_guide(moderator, guide):
    before = (guide.revision, guide.editions.count(), guide.schedules.waiting().count())
    addresses = {a.replace("/1/", f"/{guide.pk}/", 1) for a in addresses_of_the_desk()}
    under = f"/admin/guides/guide/{guide.pk}"
    addresses |= {f"{under}/versioni/{key}/" for key in names_of(guide)}
    addresses |= {f"{under}/versioni/{key}/ripristina/" for key in names_of(guide)}
    addresses |= {f"{under}/confronta/?da={key}&a=edizione-2" for key in names_of(guide)}
    of_guides = [a for a in addresses if "/guides/guide/" in a]
    assert len(of_guides) > 20
    for address in sorted(addresses):
        for answer in (moderator.get(address), moderator.post(address, {"_ask": "1"})):
            said = b"" if answer.streaming else answer.content
            assert SECRET.encode() not in said, address
            if address in of_guides:
                assert answer.status_code in (302, 403, 404, 405), address
                assert "login" not in answer.get("Location", ""), address
    guide.refresh_from_db()
    now = (guide.revision, guide.editions.count(), guide.schedules.waiting().count())
    assert now == before


def test_a_preview_by_its_bare_address_is_refused_and_a_shared_one_is_read(moderator, guide):
    assert moderator.get(f"/anteprima/guide/{guide.pk}/").status_code == 403
    assert moderator.get(preview.shared_link(guide)).status_code == 200
