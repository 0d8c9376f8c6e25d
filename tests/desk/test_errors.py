"""What is refused, missing or broken at the desk is said in its own dress, with a way back."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from guides.topics.models import Topic
from helpcentre.desk_errors import server_error
from tests.desk.forms import desk_of
from tests.factories import a_guide
from tests.reading import text_of, tree_of

pytestmark = pytest.mark.django_db
HERE = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def strict(editor):
    """The editor's own browser, with Django's proof against forged forms."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    return client


def said(response) -> str:
    return " ".join(response.content.decode().split())


def test_what_one_may_not_do_is_refused_with_a_way_back(client, django_user_model):
    user = django_user_model.objects.create_user("m", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Moderazione"))
    client.force_login(user)
    for answer in (client.get("/admin/guides/topic/add/"), client.get("/admin/auth/user/")):
        assert answer.status_code == 403
        assert "Qui non hai il permesso" in said(answer)
        assert 'href="/admin/">Torna alla scrivania' in said(answer)
    assert client.post(desk_of(a_guide()), {"title": "x"}).status_code == 403


def test_a_wrong_address_of_the_desk_is_told_at_the_desk(staff):
    for address in ("/admin/niente/", "/admin/guides/niente/"):
        answer = staff.get(address)
        assert answer.status_code == 404
        assert "Torna alla scrivania" in said(answer)
        assert "Vai al sito" in said(answer)
    assert "Torna alla scrivania" not in said(staff.get("/niente/"))


def test_a_row_that_is_not_there_leads_back_in_italian(staff):
    page = said(staff.get("/admin/guides/topic/999/change/", follow=True))
    assert "forse qualcuno lo ha eliminato" in page


def test_a_failure_of_the_desk_is_told_without_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = server_error(rf.get("/admin/guides/guide/"))
    assert answer.status_code == 500
    page = tree_of(answer)
    assert "Torna alla scrivania" in text_of(page)
    assert page.find(".//a").get("href") == "/admin/"


def test_a_page_that_was_open_for_too_long_loses_no_word(strict):
    typed = {"name": "L’ordine <b>", "slug": "ordine", "description": "Uno\ndue  \n\ntre ✓"}
    address = "/admin/guides/topic/add/"
    refused = strict.post(address, typed | {"position": "1", "csrfmiddlewaretoken": "x"}, **HERE)
    assert refused.status_code == 403
    assert not Topic.objects.exists()
    form = next(f for f in tree_of(refused).iter("form") if f.get("id") != "logout-form")
    again = {e.get("name"): e.get("value") for e in form.iter("input") if e.get("name")}
    assert {name: again[name] for name in typed} == typed
    assert strict.post(address, again, **HERE).status_code == 302
    topic = Topic.objects.get()
    assert topic.name == typed["name"]
    assert topic.description.split() == typed["description"].split()


def test_what_another_site_filled_in_is_never_offered_again(strict):
    forged = {"name": "Trappola", "slug": "trappola", "description": "x"}
    for origin in ({"HTTP_ORIGIN": "https://altrove.example"}, {"HTTP_ORIGIN": "null"}, {}):
        answer = strict.post("/admin/guides/topic/add/", forged, **origin)
        assert answer.status_code == 403
        assert "Trappola" not in said(answer)
        assert "Torna indietro con il pulsante del browser" in said(answer)


def test_no_password_is_written_in_a_page(strict):
    typed = {"old_password": "segreta", "new_password1": "nuova", "new_password2": "nuova"}
    answer = strict.post("/admin/password_change/", typed, **HERE)
    assert answer.status_code == 403
    assert "segreta" not in said(answer)
    assert "nuova" not in said(answer).replace("nuovamente", "")


def test_who_has_not_entered_is_told_too():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "e"}, **HERE)
    assert answer.status_code == 403
    assert "ricarica la pagina e riprova" in said(answer)
