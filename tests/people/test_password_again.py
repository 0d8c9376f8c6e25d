"""Before people, permissions, exports and erasures the password again; nothing sent is lost."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from guides.record.models import AdministrativeAct
from tests.desk.forms import filled_form
from tests.people.conftest import PASSWORD
from tests.reading import tree_of

pytestmark = pytest.mark.django_db
DATA, FILE = "/admin/guides/queueitem/dati/", "/admin/guides/administrativeact/file.csv"
ASKS = "Conferma che sei tu"


@pytest.fixture
def stale(desk, some_time_later) -> Client:
    """Anna's browser, twenty minutes after she gave her password."""
    some_time_later(minutes=20)
    return desk


def form_of(answer) -> dict:
    """What the page that asks would send."""
    (form,) = [f for f in tree_of(answer).iter("form") if f.get("id") == "conferma"]
    sent: dict = {}
    for box in form.iter("input"):
        if box.get("name"):
            sent.setdefault(box.get("name"), []).append(box.get("value", ""))
    return sent


def confirm(browser: Client, page: str, answer, password: str = PASSWORD, **more):
    return browser.post(page, form_of(answer) | {"_password_again": password} | more)


ASKED = [
    ("/admin/auth/group/add/", {"name": "Collaboratori"}),
    ("/admin/auth/user/add/", {"first_name": "Lia"}),
    ("/admin/auth/user/{bea}/change/", {"first_name": "Lia"}),
    ("/admin/auth/user/{bea}/delete/", {"post": "yes"}),
    ("/admin/auth/user/", {"action": "delete_selected", "_selected_action": "{bea}"}),
    ("/admin/auth/user/{bea}/invita/", {}),
    ("/admin/auth/user/{bea}/revoca-invito/", {}),
    ("/admin/sessioni/{bea}/", {"chiudi": "tutte"}),
    (DATA, {"email": "a@b.example", "scarica": "1"}),
    (DATA, {"email": "a@b.example", "cancella": "1", "sicuro": "on"}),
]


@pytest.mark.parametrize(("page", "sent"), ASKED)
def test_it_is_asked_and_nothing_has_been_done_yet(stale, bea, page, sent):
    answer = stale.post(page.format(bea=bea.pk), sent)
    assert ASKS in answer.text
    assert answer["Cache-Control"] == "no-store"
    assert not AdministrativeAct.objects.exists()


@pytest.mark.parametrize(("page", "sent"), ASKED)
def test_whoever_gave_it_lately_is_not_asked(desk, bea, page, sent):
    sent = {name: value.format(bea=bea.pk) for name, value in sent.items()}
    assert ASKS not in desk.post(page.format(bea=bea.pk), sent).content.decode()


@pytest.mark.parametrize("page", ["/admin/auth/user/", "/admin/auth/group/add/", DATA, "/admin/"])
def test_to_look_is_not_asked(stale, page):
    assert ASKS not in stale.get(page).text
    assert ASKS not in stale.post(DATA, {"email": "a@b.example", "guarda": "1"}).text


def test_confirmed_it_goes_on_with_every_word_and_asks_no_more(stale):
    permissions = [str(pk) for pk in Group.objects.first().permissions.values_list("pk", flat=True)]
    words = {"name": "  «Collaboratori» & <amici>  ", "permissions": permissions[:3]}
    page = "/admin/auth/group/add/"
    asked = stale.post(page, words)
    assert confirm(stale, page, asked).status_code == 302
    group = Group.objects.get(name="«Collaboratori» & <amici>")
    assert group.permissions.count() == 3
    page = f"/admin/auth/group/{group.pk}/change/"
    sent = filled_form(stale.get(page), "group_form") | {"name": "Altri"}
    assert stale.post(page, sent).status_code == 302


def test_a_wrong_password_keeps_every_word_and_does_nothing(stale):
    page = "/admin/auth/group/add/"
    asked = stale.post(page, {"name": "Collaboratori"})
    wrong = confirm(stale, page, asked, "sbagliata")
    assert wrong.status_code == 422
    assert "La password non è giusta" in wrong.text
    assert "sbagliata" not in wrong.text
    assert confirm(stale, page, wrong, "").status_code == 422
    assert not Group.objects.filter(name="Collaboratori").exists()
    assert confirm(stale, page, wrong).status_code == 302
    assert Group.objects.filter(name="Collaboratori").exists()


def test_tries_are_counted_with_those_at_the_door(stale):
    page = "/admin/auth/group/add/"
    asked = stale.post(page, {"name": "Collaboratori"})
    statuses = [confirm(stale, page, asked, "no").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    last = confirm(stale, page, asked)
    assert last.status_code == 429
    assert int(last["Retry-After"]) > 0
    assert 'value="Collaboratori"' in last.text


def test_a_page_that_is_asked_for_is_gone_to_once_confirmed(stale):
    page = f"{FILE}?q=anna"
    asked = stale.get(page)
    assert ASKS in asked.text
    answer = confirm(stale, page, asked)
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert stale.get(page)["Content-Type"].startswith("text/csv")


def test_it_is_not_given_with_the_words_of_the_form_alone(stale):
    """What a page of ours adds is worth nothing without the right password."""
    page = "/admin/auth/group/add/"
    answer = stale.post(page, {"name": "Collaboratori", "_asked_of": "POST"})
    assert ASKS in answer.text
    assert not Group.objects.filter(name="Collaboratori").exists()


def test_who_is_not_signed_in_is_asked_to_come_in(client):
    assert client.post("/admin/auth/group/add/", {"name": "x"})["Location"].startswith(
        "/admin/login/"
    )
    assert client.get(FILE)["Location"].startswith("/admin/login/")
