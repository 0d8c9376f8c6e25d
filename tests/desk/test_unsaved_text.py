"""The private copy of what is being written: one editor's, on any machine, until it is saved."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from guides.desk import kept
from guides.desk.kept import KeptText
from guides.privacy import held, retention
from tests.desk.forms import desk_of, filled_form, save
from tests.factories import a_guide

pytestmark = pytest.mark.django_db
KEEPER = "/admin/non-salvato/"
DOOR = "/admin/entra/"
NEW = "/admin/guides/guide/add/"


def keep(client, page, **texts):
    return client.post(KEEPER, {"page": page, "texts": json.dumps(texts)})


def kept_of(client, page):
    answer = client.get(KEEPER, {"page": page}).json()["kept"]
    return answer and answer["texts"]


def of_the_newsroom(django_user_model, name: str) -> Client:
    user = django_user_model.objects.create_user(name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Redazione"))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_kept_is_found_on_another_machine_and_ends_when_it_is_saved(staff, editor, is_new):
    guide = a_guide()
    page = NEW if is_new else desk_of(guide)
    assert kept_of(staff, page) is None
    assert keep(staff, page, title="Prima").status_code == 204
    keep(staff, page, title="Dopo")
    elsewhere = Client()
    elsewhere.force_login(editor)
    assert kept_of(elsewhere, page) == {"title": "Dopo"}
    if is_new:
        form = filled_form(staff.get(NEW)) | {"title": "T", "slug": "t", "summary": "S"}
        form |= {"topic": guide.topic_id, "author": guide.author_id, "verified_on": "2026-11-01"}
        staff.post(NEW, form | {"_preview": "1"})
    else:
        save(staff, guide, title="Dopo")
    assert kept_of(elsewhere, page) is None


def test_a_save_that_is_refused_ends_nothing(staff):
    guide = a_guide()
    keep(staff, desk_of(guide), title="Dopo")
    save(staff, guide, title="")
    assert kept_of(staff, desk_of(guide)) == {"title": "Dopo"}


@pytest.mark.parametrize("odd", ["\x00", "\ud83d"])
def test_a_letter_that_no_database_keeps_loses_none_of_the_others(staff, odd):
    page = desk_of(a_guide())
    assert keep(staff, page, title=f"Prima{odd}, dopo").status_code == 204
    kept_title = kept_of(staff, page)["title"]
    assert kept_title.startswith("Prima")
    assert kept_title.endswith(", dopo")


def test_nobody_else_sees_it_and_each_has_their_own(staff, django_user_model):
    page = desk_of(a_guide())
    other = of_the_newsroom(django_user_model, "bruno")
    keep(staff, page, title="Mio")
    assert kept_of(other, page) is None
    keep(other, page, title="Suo")
    assert kept_of(staff, page) == {"title": "Mio"}
    other.post(KEEPER, {"page": page})
    assert kept_of(staff, page) == {"title": "Mio"}


def test_it_is_no_part_of_the_guide_nor_of_anything_public(staff, editor):
    guide = a_guide(title="Com’era")
    keep(staff, desk_of(guide), title="Segretissimo")
    guide.publish(by=editor)
    assert "Segretissimo" not in staff.get(guide.get_absolute_url()).text
    assert "Segretissimo" not in staff.get(f"/anteprima/guide/{guide.pk}/").text


@pytest.mark.parametrize(
    "page", ["", "/", "/admin/", "/admin/guides/guide/", "/admin/auth/user/1/change/", "x" * 999]
)
def test_only_for_a_form_that_one_may_save(django_user_model, page):
    client = of_the_newsroom(django_user_model, "carla")
    assert keep(client, page, a="b").status_code == 403
    assert client.get(KEEPER, {"page": page}).status_code == 403


def test_who_only_reads_guides_keeps_nothing(client, django_user_model):
    user = django_user_model.objects.create_user("legge", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_guide"))
    client.force_login(user)
    assert keep(client, desk_of(a_guide()), title="x").status_code == 403


@pytest.mark.parametrize("texts", ["no", "[1]", '{"a": 1}', "[" * 100_000])
def test_what_is_no_set_of_texts_is_refused(staff, texts):
    assert staff.post(KEEPER, {"page": NEW, "texts": texts}).status_code == 400


def test_it_has_a_size_a_number_and_an_end(staff, editor, monkeypatch):
    monkeypatch.setattr(kept, "MOST_CHARACTERS", 10)
    monkeypatch.setattr(kept, "MOST_PAGES", 2)
    assert keep(staff, NEW, title="troppo lungo").status_code == 413
    pages = [desk_of(a_guide()) for _ in range(3)]
    for page in pages:
        keep(staff, page, title="sì")
    assert [kept_of(staff, page) for page in pages] == [None, {"title": "sì"}, {"title": "sì"}]
    KeptText.objects.update(kept_at=timezone.now() - timedelta(days=31))
    assert kept_of(staff, pages[2]) is None
    report = retention.forget_old_data()
    assert report["testi non salvati della redazione"] == 2


def test_what_is_held_about_an_editor_has_it(staff, editor):
    keep(staff, NEW, title="Mio")
    assert held.held_about(editor.email)["testi non salvati"][0]["texts"] == {"title": "Mio"}
    held.erase_about(editor.email)
    assert not KeptText.objects.exists()


def test_one_comes_in_again_within_the_page_and_gets_a_fresh_token(editor):
    client = Client(enforce_csrf_checks=True)
    state = client.get(DOOR).json()
    assert state["name"] == ""
    sent = {"username": "elena", "password": "x", "csrfmiddlewaretoken": state["token"]}
    answer = client.post(DOOR, sent)
    assert answer.json()["name"] == "elena"
    fresh = answer.json()["token"]
    assert keep_with(client, fresh).status_code == 204
    assert keep_with(client, state["token"]).status_code == 403
    assert client.get(DOOR).json()["name"] == "elena"


def keep_with(client, token):
    sent = {"page": NEW, "texts": '{"title": "x"}', "csrfmiddlewaretoken": token}
    return client.post(KEEPER, sent)


def test_a_wrong_password_is_told_and_many_wait(editor, settings):
    client = Client()
    answers = [client.post(DOOR, {"username": "elena", "password": "no"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert "Troppi tentativi" in answers[-1].json()["error"]
    assert answers[0].json()["error"]


def test_the_door_wants_a_proof_and_staff(editor, django_user_model):
    assert Client(enforce_csrf_checks=True).post(DOOR, {"username": "elena"}).status_code == 403
    django_user_model.objects.create_user("lettore", password="x")
    answer = Client().post(DOOR, {"username": "lettore", "password": "x"})
    assert answer.status_code == 400
