"""What each group may and may not do, tried at the desk's own doors."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from guides.permissions import ADMINISTRATORS_ONLY, GROUPS, codenames
from tests.desk.forms import desk_of, save
from tests.factories import a_guide, a_live_guide

pytestmark = pytest.mark.django_db


def one_of(group: str, django_user_model) -> Client:
    user = django_user_model.objects.create_user(group.lower(), password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def newsroom(django_user_model):
    return one_of("Redazione", django_user_model)


@pytest.fixture
def moderator(django_user_model):
    return one_of("Moderazione", django_user_model)


def test_the_newsroom_writes_publishes_and_withdraws_guides(newsroom):
    guide = a_guide()
    save(newsroom, guide, title="Scritta dalla redazione", _publish="1")
    guide.refresh_from_db()
    assert guide.live.title == "Scritta dalla redazione"
    newsroom.post(f"/admin/guides/guide/{guide.pk}/ritira/", {"because": "Da rifare."})
    guide.refresh_from_db()
    assert not guide.is_public


@pytest.mark.parametrize(
    "model", ["topic", "company", "sector", "authority", "shortcut", "author", "page", "guide"]
)
def test_the_newsroom_keeps_the_reference_data(newsroom, model):
    assert newsroom.get(f"/admin/guides/{model}/add/").status_code == 200


@pytest.mark.parametrize("page", ["guides/queueitem/", "auth/user/", "auth/group/"])
def test_the_newsroom_neither_moderates_nor_gives_accounts(newsroom, page):
    assert newsroom.get(f"/admin/{page}").status_code == 403


def test_moderators_open_the_queue_and_no_draft_of_a_guide(moderator):
    assert moderator.get("/admin/guides/queueitem/").status_code == 200
    assert moderator.get(desk_of(a_live_guide())).status_code == 403


def test_moderators_change_no_guide(moderator):
    guide = a_live_guide(title="Com’era")
    assert moderator.post(desk_of(guide), {"title": "Altro"}).status_code == 403
    assert (
        moderator.post(f"/admin/guides/guide/{guide.pk}/ritira/", {"because": "x"}).status_code
        == 403
    )
    guide.refresh_from_db()
    assert (guide.title, guide.is_public) == ("Com’era", True)


@pytest.mark.parametrize("page", ["topic/add/", "page/add/", "sitesettings/"])
def test_moderators_keep_no_reference_data(moderator, page):
    assert moderator.get(f"/admin/guides/{page}").status_code == 403


def test_each_permission_that_a_group_promises_exists(db):
    for name in GROUPS:
        has = set(
            Group.objects.get(name=name).permissions.values_list("content_type__model", "codename")
        )
        assert codenames(name) == has


def test_migrating_again_gives_back_what_is_missing_and_takes_nothing_away():
    group = Group.objects.get(name="Moderazione")
    by_hand = Group.objects.get(name="Redazione").permissions.get(codename="change_topic")
    group.permissions.set([by_hand])
    call_command("migrate", verbosity=0)
    assert by_hand in group.permissions.all()
    assert group.permissions.filter(codename="moderate_contribution").exists()


def test_every_model_of_ours_at_the_desk_is_in_a_group():
    ours = {m._meta.model_name for m in admin.site._registry if m._meta.app_label == "guides"}
    in_groups = {model for lines in GROUPS.values() for model in lines}
    assert ours == in_groups & ours | ADMINISTRATORS_ONLY
    assert not in_groups & ADMINISTRATORS_ONLY
    assert {model for lines in GROUPS.values() for model in lines} <= set(apps.all_models["guides"])


def test_a_moderator_reads_the_authorities_and_changes_none(moderator):
    assert moderator.get("/admin/guides/authority/").status_code == 200
    assert moderator.get("/admin/guides/authority/add/").status_code == 403
