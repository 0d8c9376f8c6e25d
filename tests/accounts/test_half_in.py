"""A password and a session, stolen without the second factor, open nothing of the site."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.desk import kept
from guides.people.store import SessionStore
from guides.stories.attachment import Attachment
from tests.accounts.coming_in import FIRST, SECOND, code, code_of, half_in, password, wholly_in
from tests.desk.test_nobody import SECRET, addresses_of_the_desk
from tests.uploads.pictures import a_picture

pytestmark = pytest.mark.django_db
# What is there for who is half in, and for nobody at all.
BEFORE_THE_DOOR = {
    "login",
    "logout",
    "sign_in_here",
    "second_step",
    "first_second_step",
    "passkey_begin",
    "passkey_complete",
    "new_passkey_begin",
    "new_passkey_complete",
    "invitation",  # for who is not in yet
    "session_left",  # says 0 seconds to whoever is out
}


@pytest.fixture
def thief(elena, app):
    return half_in(elena, raise_request_exception=False)


def test_no_address_of_the_desk_opens(thief, a_desk_with_secrets):
    addresses = set(addresses_of_the_desk(besides=BEFORE_THE_DOOR))
    assert len(addresses) > 75
    opened = []
    for address in sorted(addresses):
        for answer in (thief.get(address), thief.post(address, {"_save": "1"})):
            to_the_door = answer.status_code == 302 and "/login/" in answer["Location"]
            if not to_the_door and answer.status_code not in (301, 404):
                opened.append((address, answer.status_code))
    assert not opened


def test_previews_attachments_uploads_and_kept_texts_are_a_strangers(
    thief,
    a_desk_with_secrets,
    settings,
    elena,
):
    paper = Attachment.objects.get()
    page = f"/admin/guides/guide/{a_desk_with_secrets.pk}/change/"
    kept.keep(elena, page, {"title": SECRET})
    stranger = Client(raise_request_exception=False)
    sent = {"image": SimpleUploadedFile("foto.png", a_picture())}
    for ask in (
        lambda who: who.get(f"/anteprima/guide/{a_desk_with_secrets.pk}/"),
        lambda who: who.get(f"/riservati/{paper.pk}/"),
        lambda who: who.post("/markdownx/upload/", sent),
        lambda who: who.post("/markdownx/markdownify/", {"content": "x"}),
        lambda who: who.get("/admin/non-salvato/", {"page": page}),
    ):
        answer, strangers = ask(thief), ask(stranger)
        assert answer.status_code == strangers.status_code != 200
        assert SECRET not in answer.text
    assert not list(settings.MEDIA_ROOT.rglob("*.webp"))
    assert thief.get("/admin/entra/").json()["name"] == ""
    assert thief.get("/admin/sessione/").json()["left"] == 0


def test_the_desk_opens_after_the_second_step_under_another_name_of_the_session(elena, app):
    client = half_in(elena)
    stolen = client.cookies["sessionid"].value
    answer = code(client, code_of(app), to="/admin/guides/guide/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/guides/guide/")
    assert client.get("/admin/guides/guide/").status_code == 200
    assert client.cookies["sessionid"].value != stolen
    assert not SessionStore().exists(stolen)


def test_the_door_leads_to_the_second_step_and_keeps_where_one_wanted_to_go(elena, app):
    client = Client()
    answer = password(client, to="/admin/guides/guide/")
    assert answer["Location"] == f"{SECOND}?next=%2Fadmin%2Fguides%2Fguide%2F"
    again = client.get("/admin/login/?next=/admin/guides/guide/")
    assert again["Location"] == answer["Location"]
    page = client.get(answer["Location"])
    assert 'value="/admin/guides/guide/"' in page.text
    assert "no-store" in page["Cache-Control"]
    assert code(client, code_of(app), to="//evil.example")["Location"] == "/admin/"


def test_a_session_half_in_is_over_after_a_quarter_of_an_hour(elena, app):
    client = half_in(elena)
    assert client.session.get_expiry_age() == 900
    code(client, code_of(app))
    assert client.session.get_expiry_age() > 900


def test_the_second_step_is_for_who_has_given_the_password(elena, app):
    for address in (SECOND, FIRST):
        answer = Client().get(address, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/admin/login/")
        assert code(Client(), code_of(app)).status_code == 302
    assert wholly_in(elena, app).get(SECOND)["Location"] == "/admin/"


def test_a_session_from_before_the_second_step_was_asked_is_half_in(elena, app, client):
    client.force_login(elena)
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    assert client.get("/admin/login/")["Location"].startswith(SECOND)


def test_where_it_is_not_asked_the_password_is_enough(elena, app, settings):
    settings.SECOND_FACTOR = False
    client = Client()
    assert password(client)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_colleague_is_asked_too(django_user_model, elena):
    """Who moderates and who writes, not only who administers."""
    django_user_model.objects.create_user("ugo", password="x", is_staff=True)
    client = Client()
    assert password(client, "x", name="ugo")["Location"].startswith(SECOND)
    assert client.get("/admin/")["Location"].startswith("/admin/login/")


def test_a_turned_key_ends_no_session_and_forgets_no_browser(elena, app, settings):
    client = wholly_in(elena, app)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [settings.SECRET_KEY]
    assert client.get("/admin/").status_code == 200
    for _ in range(5):
        password(Client(), "sbagliata")
    assert password(Client()).status_code == 429
    assert password(client).status_code == 302


def test_it_costs_a_page_one_question_and_readers_none(elena, app, settings):
    client = wholly_in(elena, app)

    def questions(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    desk, readers = "/admin/password_change/", "/a-chi-rivolgersi/"
    with_it = questions(desk), questions(readers)
    settings.SECOND_FACTOR = False
    assert with_it == (questions(desk) + 1, questions(readers))
