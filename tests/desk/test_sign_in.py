"""The desk's door: guessing is slow work, and whoever has the password still comes in."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db.models import F
from django.test import Client

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


def test_five_wrong_passwords_of_a_network_with_an_account_are_answered_429_in_italian():
    answers = [sign_in() for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Troppi tentativi sbagliati" in answers[5].text
    assert "aspetta un minuto" in answers[5].text
    assert 0 < int(answers[5]["Retry-After"]) <= 60
    assert sign_in(RIGHT).status_code == 429


def later(minutes):
    """As if they had all been made so long ago."""
    Attempt.objects.update(at=F("at") - timedelta(minutes=minutes))


def test_the_wait_doubles_with_every_wrong_try_to_an_hour_and_no_more():
    for _ in range(5):
        sign_in()
    waits = []
    for _ in range(9):
        waits.append(round(int(sign_in()["Retry-After"]) / 60))
        later(waits[-1] + 0.1)
        assert sign_in().status_code == 200
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_time_opens_the_door_again():
    for _ in range(6):
        sign_in()
    later(1.1)
    assert sign_in(RIGHT).status_code == 302


def test_a_right_password_forgives_what_its_network_mistyped():
    for _ in range(4):
        sign_in()
    sign_in(RIGHT)
    assert [sign_in().status_code for _ in range(5)] == [200] * 5


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


def test_a_customer_of_ipv6_has_no_network_for_each_try():
    names = (f"nome{number}" for number in range(61))
    asked = [
        sign_in(name=name, address=f"2001:db8:7:{n:x}::1").status_code
        for n, name in enumerate(names)
    ]
    assert asked == [200] * 60 + [429]
    assert sign_in(RIGHT, address="2001:db8:8::1").status_code == 302


def test_a_browser_that_came_in_before_comes_in_whatever_its_network_has_tried():
    known = Client()
    words = {"username": "elena", "password": RIGHT}
    known.post(DOOR, words, REMOTE_ADDR=ELSEWHERE)
    known.cookies.pop("sessionid")
    for number in range(25):
        sign_in(name=f"nome{number}")
    for _ in range(6):
        sign_in()
    assert sign_in(RIGHT).status_code == 429
    assert known.post(DOOR, words, REMOTE_ADDR=HERE).status_code == 302


def test_a_known_browser_has_no_more_tries_than_any_and_knows_one_account():
    known = Client()
    known.post(DOOR, {"username": "elena", "password": RIGHT}, REMOTE_ADDR=HERE)
    wrong = {"username": "elena", "password": WRONG}
    statuses = [known.post(DOOR, wrong, REMOTE_ADDR=ELSEWHERE).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    other = wrong | {"username": "altro"}
    for _ in range(5):
        sign_in(name="altro")
    assert known.post(DOOR, other, REMOTE_ADDR=HERE).status_code == 429


def test_a_known_browser_is_no_cookie_for_readers_nor_for_scripts(client):
    client.post(DOOR, {"username": "elena", "password": RIGHT})
    cookie = client.cookies["dispositivo"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert "elena" not in cookie.value
    client.cookies["dispositivo"] = cookie.value[:-2] + "xx"
    for _ in range(5):
        sign_in()
    refused = client.post(DOOR, {"username": "elena", "password": RIGHT}, REMOTE_ADDR=HERE)
    assert refused.status_code == 429


def test_five_who_mistype_twice_each_on_a_monday_all_come_in(django_user_model):
    for number in range(5):
        django_user_model.objects.create_superuser(f"persona{number}", "", RIGHT)
        sign_in(name=f"persona{number}"), sign_in(name=f"persona{number}")
    assert all(sign_in(RIGHT, name=f"persona{n}").status_code == 302 for n in range(5))


@pytest.mark.parametrize("who", ["elena", "inattiva", "di fuori", "nessuno"])
def test_whoever_it_is_the_answer_says_the_same_after_as_much_work(
    who, django_user_model, monkeypatch
):
    """An account that is there, one put out of use, one that is no colleague's, none at all."""
    make = django_user_model.objects.create_user
    make("inattiva", password=RIGHT, is_active=False, is_staff=True)
    make("di fuori", password=RIGHT)
    hashed = []
    work = MD5PasswordHasher.encode
    counted = lambda *args: hashed.append(1) or work(*args)  # noqa: E731
    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    answer = sign_in(WRONG if who == "elena" else RIGHT, name=who)
    assert "Nome utente o password non sono giusti" in answer.text
    assert (answer.status_code, len(hashed)) == (200, 1)


@pytest.mark.parametrize("door", ["/admin/password_change/", "/admin/sicurezza/codici/nuovi/"])
def test_the_doors_within_count_their_tries_too(door, client, elena):
    """A session that somebody left open is no place to guess at its password."""
    client.force_login(elena)
    new = {"new_password1": "altra frase lunga", "new_password2": "altra frase lunga"}
    sent = {"old_password": WRONG, "password": WRONG, **new}
    statuses = [client.post(door, sent).status_code for _ in range(6)]
    assert statuses[5] == 429
    assert 429 not in statuses[:5]
    right = {"old_password": RIGHT, "password": RIGHT, **new}
    assert client.post(door, right).status_code == 429
    assert client.post("/admin/entra/", {"username": "elena", "password": WRONG}).status_code == 429
    later(1.1)
    assert client.post(door, right).status_code == 302


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
