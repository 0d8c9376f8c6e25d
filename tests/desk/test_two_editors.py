"""Two people on one guide: each is told, and the later save never overwrites in silence."""

import pytest
from django.test import Client

from guides.guide import presence
from tests.desk.forms import desk_of, filled_form, save
from tests.factories import a_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return a_guide(
        title="Titolo", sections=[{"title": "Uno", "body": "uno"}, {"title": "Due", "body": "due"}]
    )


@pytest.fixture
def colleague(django_user_model):
    client = Client()
    user = django_user_model.objects.create_superuser("marta", password="x", first_name="Marta")
    client.force_login(user)
    return client


def open_page(client, guide):
    return filled_form(client.get(desk_of(guide)))


def test_the_later_save_comes_back_with_every_word_and_with_what_the_other_changed(
    staff, colleague, guide
):
    mine = open_page(staff, guide)
    save(colleague, guide, **{"sections-1-body": "due, rivisto da Marta"})
    changes = {"title": "Il mio titolo", "sections-0-body": "uno, rivisto da me"}
    page = save(staff, guide, opened=mine, **changes)
    assert page.status_code == 200
    shown, text = filled_form(page), page.content.decode()
    assert (shown["title"], shown["sections-0-body"]) == tuple(changes.values())
    assert "Testo della sezione «Due»" in text
    assert "due, rivisto da Marta" in text
    assert "Marta" in text.partition("L’ultimo salvataggio")[2][:200]
    assert "Testo della sezione «Uno»" not in text
    guide.refresh_from_db()
    assert guide.title == "Titolo"


def test_saving_anyway_is_an_explicit_act_and_keeps_what_the_other_added(staff, colleague, guide):
    mine = open_page(staff, guide)
    added = {"sections-TOTAL_FORMS": "3", "sections-2-title": "Tre", "sections-2-level": "1"}
    save(colleague, guide, title="Di Marta", **added)
    held = save(staff, guide, opened=mine, title="Mio")
    again = save(staff, guide, opened=filled_form(held))
    assert again.status_code == 200
    revision = held.context["saved"].revision
    save(staff, guide, opened=filled_form(held), _overwrite=revision)
    guide.refresh_from_db()
    assert guide.title == "Mio"
    assert list(guide.sections.values_list("title", flat=True)) == ["Uno", "Due", "Tre"]


def test_saving_anyway_does_not_cover_a_third_save_that_was_not_shown(staff, colleague, guide):
    mine = open_page(staff, guide)
    save(colleague, guide, title="Prima di Marta")
    held = save(staff, guide, opened=mine, title="Mio")
    save(colleague, guide, title="Seconda di Marta")
    fields = filled_form(held) | {"_overwrite": held.context["saved"].revision}
    assert staff.post(desk_of(guide), fields).status_code == 200
    guide.refresh_from_db()
    assert guide.title == "Seconda di Marta"


def test_a_section_that_the_other_deleted_comes_back_with_my_words(staff, colleague, guide):
    mine = open_page(staff, guide)
    save(colleague, guide, **{"sections-0-DELETE": "on"})
    held = save(staff, guide, opened=mine, **{"sections-0-body": "parole mie"})
    assert held.status_code == 200
    assert "Sezione «Uno»" in held.content.decode()
    assert "qui ci sono parole tue" in held.content.decode()
    save(staff, guide, opened=filled_form(held), _overwrite=held.context["saved"].revision)
    assert list(guide.sections.values_list("title", "body")) == [
        *(("Uno", "parole mie"), ("Due", "due")),
    ]


@pytest.mark.parametrize("seen", ["", "{}", "[1]", '{"revision": "x"}', '{"revision": 0}'])
def test_a_page_that_does_not_say_what_it_showed_never_overwrites(staff, guide, seen):
    page = save(staff, guide, title="Altro", seen=seen)
    assert page.status_code == 200
    guide.refresh_from_db()
    assert guide.title == "Titolo"


def test_two_saves_one_after_the_other_are_no_conflict(staff, guide):
    assert save(staff, guide, title="Primo").status_code == 302
    assert save(staff, guide, title="Secondo").status_code == 302
    guide.refresh_from_db()
    assert (guide.title, guide.revision) == ("Secondo", 3)


def test_who_opens_a_guide_sees_who_has_it_open_and_since_when(staff, colleague, guide):
    assert "ha aperto questa guida" not in colleague.get(desk_of(guide)).content.decode()
    shown = staff.get(desk_of(guide)).content.decode()
    assert "Marta ha aperto questa guida alle" in shown


def test_an_open_page_hears_who_arrives_and_who_leaves(staff, colleague, guide):
    address = f"/admin/guides/guide/{guide.pk}/presenza/"
    assert staff.post(address).json()["people"] == []
    colleague.post(address)
    answer = staff.post(address).json()
    assert answer["revision"] == guide.revision
    assert "Marta" in answer["people"][0]
    colleague.post(address, {"leave": "1"})
    assert staff.post(address).json()["people"] == []


def test_an_old_presence_is_forgotten(staff, colleague, guide):
    colleague.get(desk_of(guide))
    guide.open_at_desks.update(seen_at="2026-01-01T00:00Z")
    assert staff.post(f"/admin/guides/guide/{guide.pk}/presenza/").json()["people"] == []
    assert presence.SEEN_WITHIN.total_seconds() == 600


def test_presence_is_for_who_may_write(client, guide, django_user_model):
    client.force_login(django_user_model.objects.create_user("v", password="x", is_staff=True))
    assert client.post(f"/admin/guides/guide/{guide.pk}/presenza/").status_code == 403
