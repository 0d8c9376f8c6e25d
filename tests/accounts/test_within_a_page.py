"""Signing in again while one writes: the password, then the second step, without leaving."""

import pytest
from django.test import Client

from helpcentre.accounts import recovery
from tests.accounts.coming_in import RIGHT, code_of

pytestmark = pytest.mark.django_db
DOOR = "/admin/entra/"
PAGE = "/admin/guides/guide/add/"


def send(client, state, **words):
    return client.post(DOOR, {"csrfmiddlewaretoken": state["token"], **words})


@pytest.mark.parametrize("what", ["code", "recovery"])
def test_the_second_step_is_asked_there_too_and_gives_a_token_that_saves(elena, app, what):
    given = {"code": code_of(app), "recovery": recovery.new_codes(elena)[0]}[what]
    client = Client(enforce_csrf_checks=True)
    state = send(client, client.get(DOOR).json(), username="elena", password=RIGHT).json()
    assert state["name"] == ""
    assert state["secondStep"] == {"hasPasskey": False, "prepare": ""}
    assert client.get(DOOR).json()["name"] == ""
    kept = {"page": PAGE, "texts": '{"title": "x"}'}
    assert client.post("/admin/non-salvato/", kept, headers=with_(state)).status_code == 302
    done = send(client, state, **{what: given}).json()
    assert done["name"] == "elena"
    assert client.post("/admin/non-salvato/", kept, headers=with_(done)).status_code == 204


def with_(state):
    return {"X-CSRFToken": state["token"]}


def test_a_wrong_code_is_said_and_another_may_be_tried_until_one_waits(elena, app):
    client = Client()
    client.post(DOOR, {"username": "elena", "password": RIGHT})
    answers = [client.post(DOOR, {"code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert "non è giusto" in answers[0].json()["error"]
    assert int(answers[5]["Retry-After"]) <= 60


def test_a_code_without_a_password_before_says_that_one_is_out(elena, app):
    answer = Client().post(DOOR, {"code": code_of(app)})
    assert answer.json()["name"] == ""
    assert "error" not in answer.json()


def test_who_has_none_is_sent_to_another_window(elena):
    asked = Client().post(DOOR, {"username": "elena", "password": RIGHT}).json()["secondStep"]
    assert asked["prepare"] == "/admin/secondo-passo/prepara/"
