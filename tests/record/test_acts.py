"""What is written down: by whom, before and after; and what never is."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from guides.moderation.reasons import Reason
from guides.record.models import AdministrativeAct
from guides.spam.models import BlockedTerm
from tests.desk.forms import filled_form
from tests.desk.rows import a_remark
from tests.factories import a_live_guide, a_topic
from tests.voices import a_story

pytestmark = pytest.mark.django_db
DATA = "/admin/guides/queueitem/dati/"


def acts() -> list[AdministrativeAct]:
    return list(AdministrativeAct.objects.order_by("id"))


def only_act() -> AdministrativeAct:
    (act,) = acts()
    return act


def save(desk, page: str, form: str, **typed) -> None:
    fields = filled_form(desk.get(page), form) | typed
    answer = desk.post(page, {name: value for name, value in fields.items() if value is not None})
    assert answer.status_code == 302, answer.context["errors"]


def test_a_setting_of_the_site_before_and_after(desk):
    save(desk, "/admin/guides/sitesettings/1/change/", "sitesettings_form", name="Altro nome")
    act = only_act()
    assert (act.actor_name, act.verb, act.kind) == (
        "Anna (anna)",
        "change",
        "impostazioni del sito",
    )
    assert act.before == {"nome del sito": "Sportello Lettori"}
    assert act.after == {"nome del sito": "Altro nome"}


def test_a_save_that_changes_nothing_is_no_act(desk):
    save(desk, "/admin/guides/sitesettings/1/change/", "sitesettings_form")
    assert not acts()


def test_the_words_of_a_reason_and_its_end(desk):
    reason = Reason.objects.get(code="insulti")
    page = f"/admin/guides/reason/{reason.pk}/"
    save(desk, f"{page}change/", "reason_form", text_for_author="Con calma.")
    desk.post(f"{page}delete/", {"post": "yes"})
    changed, deleted = acts()
    assert changed.after == {"testo per chi ha scritto": "Con calma."}
    assert (deleted.verb, deleted.about_name) == ("delete", reason.label)
    assert deleted.before["testo per chi ha scritto"] == "Con calma."


def test_a_blocked_term_is_told_without_what_it_blocks(desk):
    """It may be somebody's name or address."""
    page = "/admin/guides/blockedterm/add/"
    save(desk, page, "blockedterm_form", term="mario.rossi", note="è lui")
    row = BlockedTerm.objects.get()
    save(desk, f"/admin/guides/blockedterm/{row.pk}/change/", "blockedterm_form", term="bianchi")
    desk.post(f"/admin/guides/blockedterm/{row.pk}/delete/", {"post": "yes"})
    assert [act.verb for act in acts()] == ["add", "change", "delete"]
    kept = json.dumps(list(AdministrativeAct.objects.values()), default=str)
    assert not [word for word in ("rossi", "bianchi", "è lui") if word in kept]


def test_a_group_and_what_it_may_do(desk):
    group = Group.objects.create(name="Collaboratori")
    page = f"/admin/auth/group/{group.pk}/change/"
    save(desk, page, "group_form", permissions=[a_permission("change_guide").pk])
    act = only_act()
    assert (act.about_name, act.before) == ("Collaboratori", {"permessi": []})
    assert act.after == {"permessi": ["Guide: modificare"]}


def a_permission(codename: str):
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename=codename)


def test_what_an_account_may_do_before_and_after(desk, bea):
    page = f"/admin/auth/user/{bea.pk}/change/"
    save(desk, page, "user_form", is_superuser=None, last_name="Neri")
    act = only_act()
    assert (act.kind, act.about_key, act.about_name) == ("utente", str(bea.pk), "bea")
    assert set(act.before.values()) == {"", True}
    assert set(act.after.values()) == {"Neri", False}
    assert "password" not in json.dumps([act.before, act.after]).lower()


def test_a_guide_that_is_withdrawn_and_one_that_is_deleted(desk, anna):
    guide = a_live_guide(title="Pacco perso")
    guide.withdraw(by=anna, because="Da rifare.")
    guide.withdraw(by=anna, because="Da rifare.")  # it is already
    topic = a_topic()
    desk.post(f"/admin/guides/topic/{topic.pk}/delete/", {"post": "yes"})
    withdrawn, *deleted = acts()
    assert (withdrawn.verb, withdrawn.about_name) == ("withdraw", "Pacco perso")
    assert withdrawn.note == "Da rifare."
    assert [(act.verb, act.about_name) for act in deleted] == [("delete", str(topic))]


def test_many_that_are_deleted_at_once_are_an_act_each(desk):
    topics = [a_topic(), a_topic()]
    chosen = {"action": "delete_selected", "_selected_action": [t.pk for t in topics]}
    desk.post("/admin/guides/topic/", chosen | {"post": "yes"})
    assert [act.verb for act in acts()] == ["delete"] * 2


def test_somebodys_data_taken_out_and_erased_without_saying_whose(desk):
    a_story(author_email="lettrice@posta.example", title="Segretissima")
    asked = {"email": "lettrice@posta.example"}
    desk.post(DATA, asked | {"guarda": "1"})
    desk.post(DATA, asked | {"scarica": "1"})
    desk.post(DATA, asked | {"cancella": "1", "sicuro": "on"})
    assert [(act.verb, act.after["storie"]) for act in acts()] == [("export", 1), ("erase", 1)]
    kept = json.dumps(list(AdministrativeAct.objects.values()), default=str)
    assert "lettrice" not in kept
    assert "Segretissima" not in kept


def test_a_readers_sentence_that_is_deleted_is_told_without_its_words(desk):
    remark = a_remark()
    desk.post(f"/admin/guides/remark/{remark.pk}/delete/", {"post": "yes"})
    assert only_act().about_name == ""
    assert only_act().before == {}


def test_a_command_is_who_did_it(tmp_path, capsys):
    call_command("first_admin")
    call_command("export_site", tmp_path / "copia")
    first, export = acts()
    assert (first.actor_name, first.about_name) == ("comando first_admin", "admin")
    assert (export.actor_name, export.verb) == ("comando export_site", "export")
    assert str(tmp_path) not in json.dumps(export.after)
