"""The page of the acts: for administrators, to look at, to filter, to take out."""

import csv
import io

import pytest
from django.contrib.auth.models import Group, Permission

from guides.record.models import AdministrativeAct, Verb, record
from tests.reading import text_of, tree_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/guides/administrativeact/"


@pytest.fixture
def acts(anna, bea):
    return [
        record(Verb.CHANGE, by=anna, about=bea, before={"attivo": True}, after={"attivo": False}),
        record(Verb.EXPORT, command="export_site", kind="sito", after={"righe": 3}),
    ]


def rows_of(page) -> list[str]:
    body = tree_of(page).find(".//table[@id='result_list']/tbody")
    return [text_of(row) for row in body.iter("tr")]


def test_it_says_who_did_what_when_and_what_it_was_before(desk, acts):
    newest, first = rows_of(desk.get(PAGE))
    assert "comando export_site" in newest
    assert all(word in first for word in ("Anna (anna)", "cambiato", "utente", "bea", "attivo"))
    shown = text_of(tree_of(desk.get(f"{PAGE}{acts[0].pk}/change/")))
    assert "Prima e dopo: Che cosaPrimaDopo attivosìno" in " ".join(shown.split())


@pytest.mark.parametrize(
    "asked",
    [
        *("verb__exact=export", "cosa=sito", "chi=comando+export_site", "q=export_site"),
        "verb__exact=add",
    ],
)
def test_it_is_filtered(desk, acts, asked):
    page = desk.get(f"{PAGE}?{asked}")
    if "add" in asked:
        assert "Niente con questi filtri" in page.text
    else:
        (row,) = rows_of(page)
        assert "comando export_site" in row


def test_a_page_costs_the_same_however_many_acts_there_are(
    desk, acts, django_assert_max_num_queries
):
    for _ in range(60):
        record(Verb.EXPORT, command="export_site", kind="sito")
    with django_assert_max_num_queries(11):
        assert len(rows_of(desk.get(PAGE))) == 50


def test_the_file_holds_what_the_filters_leave_and_taking_it_is_an_act(desk, acts):
    record(Verb.CHANGE, command='=cmd|" /C calc"!A0', kind="prova")
    answer = desk.get(f"{PAGE}file.csv?cosa=prova")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    head, row = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    assert head[:3] == ["quando", "chi", "atto"]
    assert row[1].startswith("comando =cmd")
    everything = list(csv.reader(io.StringIO(desk.get(f"{PAGE}file.csv").getvalue().decode())))
    assert len(everything) == 1 + 5  # three acts, and both files: each is written before it is read
    assert AdministrativeAct.objects.filter(verb=Verb.EXPORT, actor_name="Anna (anna)").count() == 2


def test_a_cell_is_no_formula(desk):
    record(Verb.CHANGE, command="x", kind="=1+1")
    (row,) = list(
        csv.reader(io.StringIO(desk.get(f"{PAGE}file.csv?cosa=%3D1%2B1").getvalue().decode()))
    )[1:]
    assert row[3] == "'=1+1"


@pytest.mark.parametrize("who", ["Redazione", "Moderazione", "every permission"])
def test_nobody_else_sees_it_whatever_they_were_given(client, django_user_model, acts, who):
    user = django_user_model.objects.create_user("lia", password="x", is_staff=True)
    if who == "every permission":
        user.user_permissions.set(Permission.objects.all())
    else:
        user.groups.add(Group.objects.get(name=who))
    client.force_login(user)
    for page in ("", f"{acts[0].pk}/change/", "file.csv"):
        assert client.get(PAGE + page).status_code == 403
    assert "Registro degli atti" not in client.get("/admin/").text


@pytest.mark.parametrize("page", ["add/", "{}/change/", "{}/delete/", ""])
def test_the_desk_neither_adds_nor_changes_nor_deletes(desk, acts, page):
    where = PAGE + page.format(acts[0].pk)
    sent = {"post": "yes", "actor_name": "x", "action": "delete_selected", "_selected_action": "1"}
    assert desk.post(where, sent).status_code in (200, 302, 403)
    assert list(AdministrativeAct.objects.order_by("id")) == acts
    assert AdministrativeAct.objects.filter(actor_name="x").count() == 0
