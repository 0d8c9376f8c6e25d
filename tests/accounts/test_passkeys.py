"""A passkey as a second step: made, asked for, refused where it is not the right one."""

import pytest
from django.test import Client
from django_otp_webauthn.models import WebAuthnCredential

from tests.accounts.authenticator import Authenticator
from tests.accounts.coming_in import RIGHT, SECOND, WRONG, half_in, its_owner, wholly_in

pytestmark = pytest.mark.django_db
ASK, ANSWER = f"{SECOND}passkey/", f"{SECOND}passkey/fatto/"
NEW, MADE = f"{SECOND}passkey/nuova/", f"{SECOND}passkey/nuova/fatto/"


def make(client, one: Authenticator, **more):
    begun = client.post(NEW, {"name": "Portatile", **more})
    return client.post(MADE, {"credential": one.make(begun.json())})


def come(client, one: Authenticator, to="/admin/guides/guide/"):
    asked = client.post(ASK).json()
    return client.post(ANSWER, {"credential": one.sign(asked), "next": to})


@pytest.fixture
def portable(elena) -> Authenticator:
    """The passkey of Elena, who had no second step before."""
    one = Authenticator()
    make(its_owner(elena), one)
    return one


def test_the_first_one_opens_the_desk_and_brings_recovery_codes(elena):
    client = its_owner(elena)
    answer = make(client, Authenticator())
    assert answer.json()["address"].startswith("/admin/sicurezza/codici/")
    assert client.get(answer.json()["address"]).text.count("<li><code>") == 10
    assert client.get("/admin/").status_code == 200
    assert WebAuthnCredential.objects.get().name == "Portatile"


def test_it_opens_the_desk_after_the_password(elena, portable):
    client = half_in(elena)
    assert "Usa la passkey" in client.get(SECOND).text
    stolen = client.cookies["sessionid"].value
    assert come(client, portable).json() == {"address": "/admin/guides/guide/"}
    assert client.get("/admin/guides/guide/").status_code == 200
    assert client.cookies["sessionid"].value != stolen
    assert come(half_in(elena), portable, "//evil.example").json() == {"address": "/admin/"}


def test_alone_it_opens_nothing(elena, portable):
    assert Client().post(ASK).status_code == 403
    assert Client().post(ANSWER, {"credential": "{}"}).status_code == 403


def test_an_answer_is_good_for_one_question(elena, portable):
    client = half_in(elena)
    said = portable.sign(client.post(ASK).json())
    other = half_in(elena)
    other.post(ASK)
    assert other.post(ANSWER, {"credential": said}).status_code == 400
    assert other.post(ANSWER, {"credential": said}).status_code == 403
    assert client.post(ANSWER, {"credential": said}).status_code == 200


def test_a_page_that_looks_like_ours_gets_nothing_that_opens(elena, portable):
    portable.origin = "http://1ocalhost:8000"
    assert come(half_in(elena), portable).status_code == 400


def test_a_colleagues_opens_nothing_of_mine(elena, portable, django_user_model):
    ugo = django_user_model.objects.create_superuser("ugo", "", RIGHT)
    assert make(half_in(ugo), Authenticator()).status_code == 200
    client = half_in(ugo)
    assert come(client, portable).status_code == 400
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("said", ["", "{", "[]", "{}", '{"id": 1}', '{"rawId": "x", "type": "y"}'])
def test_what_is_no_answer_is_refused_with_a_sentence(elena, portable, said):
    client = half_in(elena)
    client.post(ASK)
    answer = client.post(ANSWER, {"credential": said})
    assert answer.status_code == 400
    assert "non è stata accettata" in answer.json()["error"]
    inside = half_in(elena)
    come(inside, portable)
    inside.post(NEW, {"password": RIGHT})
    assert inside.post(MADE, {"credential": said}).status_code == 400


def test_another_is_added_with_the_password_and_never_twice(elena, app):
    client, one = wholly_in(elena, app), Authenticator()
    refused = client.post(NEW, {"password": WRONG})
    assert (refused.status_code, refused.json()) == (400, {"error": "La password non è giusta."})
    assert client.post(MADE, {"credential": "{}"}).status_code == 403
    assert make(client, one, password=RIGHT).status_code == 200
    assert make(client, one, password=RIGHT).status_code == 400
    assert WebAuthnCredential.objects.count() == 1
    assert client.get("/admin/").status_code == 200


def test_it_comes_in_within_a_page_too(elena, portable):
    client = Client()
    said = client.post("/admin/entra/", {"username": "elena", "password": RIGHT}).json()
    assert said["secondStep"]["hasPasskey"]
    come(client, portable)
    assert client.get("/admin/entra/").json()["name"] == "elena"
