"""The desk's door: guessing is slow work, and whoever has the password still comes in."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guides.spam import guessing
from guides.spam.models import Attempt

pytestmark = pytest.mark.django_db
DOOR = "/admin/login/"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"
RIGHT, WRONG = "una parola lunga e giusta", "sbagliata"


@pytest.fixture(autouse=True)
def elena(django_user_model):
    return django_user_model.objects.create_superuser("elena", "e@redazione.example", RIGHT)


def sign_in(password=WRONG, *, name="elena", address=HERE, **more):
    words = {"username": name, "password": password, **more}
    return Client().post(DOOR, words, REMOTE_ADDR=address)


def test_five_wrong_passwords_of_a_network_with_an_account_are_answered_429_in_italian(caplog):
    answers = [sign_in() for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Troppi tentativi sbagliati" in answers[5].text
    assert "aspetta 15 minuti" in answers[5].text
    assert 0 < int(answers[5]["Retry-After"]) <= 900
    assert sign_in(RIGHT).status_code == 429


def test_time_opens_the_door_again():
    for _ in range(6):
        sign_in()
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert sign_in(RIGHT).status_code == 302


@pytest.mark.parametrize("name", ["ELENA", " elena ", "Elena"])
def test_another_spelling_is_the_same_account(name):
    for _ in range(5):
        sign_in(name=name)
    assert sign_in().status_code == 429


def test_a_network_that_guesses_at_many_names_is_stopped():
    statuses = [sign_in(name=f"nome{number}").status_code for number in range(21)]
    assert statuses == [200] * 20 + [429]
    assert sign_in(address=ELSEWHERE, password=RIGHT).status_code == 302


def test_a_colleague_in_the_same_house_still_comes_in(django_user_model):
    django_user_model.objects.create_superuser("ugo", "u@redazione.example", RIGHT)
    for _ in range(8):
        sign_in()
    assert sign_in(RIGHT, name="ugo").status_code == 302


def test_an_account_that_the_whole_world_guesses_at_is_open_to_its_owner():
    for number in range(40):
        sign_in(address=f"192.0.2.{number}")
    assert sign_in(address="192.0.2.1").status_code == 429
    assert sign_in(RIGHT, address=HERE).status_code == 302


def test_right_passwords_are_never_counted():
    for _ in range(30):
        assert sign_in(RIGHT).status_code == 302
    assert not Attempt.objects.exists()


def test_of_many_tries_at_once_only_so_many_are_looked_at(rf, settings):
    request = rf.post(DOOR, REMOTE_ADDR=HERE)
    begun = [guessing.begin_guess(request, "elena") for _ in range(16)]  # none has ended yet
    assert [guess.wait == 0 for guess in begun] == [True] * 5 + [False] * 11


def test_a_refused_try_costs_no_password_hash(monkeypatch):
    for _ in range(5):
        sign_in()

    def never(*arguments, **keywords):
        raise AssertionError("a password was looked at")

    monkeypatch.setattr("django.contrib.auth.forms.authenticate", never)
    assert sign_in().status_code == 429


def test_the_log_says_that_and_not_what_was_typed(caplog):
    caplog.set_level(logging.DEBUG)
    for _ in range(6):
        sign_in("segretissima", name="la-mia-password-nel-campo-sbagliato")
    ours = [record.getMessage() for record in caplog.records]
    assert ours.count("sign-in failed") == 5
    assert sum(line.startswith("sign-in refused") for line in ours) == 1
    for word in ("segretissima", "campo-sbagliato", HERE, "elena"):
        assert word not in caplog.text
    kept = str(list(Attempt.objects.values()))
    assert "campo-sbagliato" not in kept
    assert HERE not in kept


@pytest.mark.parametrize(
    "there",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""],
)
def test_an_address_elsewhere_ends_at_the_desk(there):
    answer = sign_in(RIGHT, next=there)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert Client().post(
        f"{DOOR}?next={there}", {"username": "elena", "password": RIGHT}, REMOTE_ADDR=HERE
    )["Location"] in ("/admin/",)


def test_an_address_of_ours_is_where_one_wanted_to_go():
    assert sign_in(RIGHT, next="/admin/guides/guide/")["Location"] == "/admin/guides/guide/"
