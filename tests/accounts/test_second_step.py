"""The code of an app and the recovery codes: each good once, tried so often, told when wrong."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken

from guides.mail.models import Letter
from guides.spam.models import Attempt
from helpcentre.accounts import factors, recovery
from tests.accounts.coming_in import (
    ELSEWHERE,
    SECOND,
    code,
    code_of,
    half_in,
    wholly_in,
)

pytestmark = pytest.mark.django_db


def test_a_code_is_good_once(elena, app):
    figures = code_of(app)
    assert code(half_in(elena), figures).status_code == 302
    again = code(half_in(elena), figures)
    assert again.status_code == 422
    assert "già stato usato" in again.text


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_half_a_minute_off_is_taken_and_two_are_not(elena, app, steps):
    assert code(half_in(elena), code_of(app, steps=2 * steps)).status_code == 422
    assert code(half_in(elena), code_of(app, steps=steps)).status_code == 302


def test_figures_are_read_with_their_spaces(elena, app):
    figures = code_of(app)
    assert code(half_in(elena), f" {figures[:3]} {figures[3:]} ").status_code == 302


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "١٢٣٤٥٦", "9" * 12, "\x00", "-12345"])
def test_what_is_no_code_is_said_beside_the_box(elena, app, typed):
    answer = code(half_in(elena), typed)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_code_of_a_colleague_is_not_mine(elena, app, anna):
    theirs = factors.add_app(anna, b"1" * 20, name="", step=(-1, 0))
    assert code(half_in(elena), code_of(theirs)).status_code == 422


def test_wrong_codes_wait_and_a_browser_that_came_in_before_does_not(elena, app):
    known = wholly_in(elena, app)
    known.post("/admin/logout/")
    known.post("/admin/login/", {"username": "elena", "password": "una parola lunga e giusta"})
    thief = half_in(elena)
    answers = [code(thief, "000000") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "aspetta un minuto" in answers[5].text
    app.refresh_from_db()
    assert code(thief, code_of(app, steps=1)).status_code == 429
    assert code(known, code_of(app, steps=1)).status_code == 302


def test_a_thief_of_many_networks_has_twenty_codes_in_a_quarter_of_an_hour(elena, app):
    thief = half_in(elena)
    statuses = [code(thief, "000000", address=f"192.0.2.{n}").status_code for n in range(21)]
    assert statuses == [422] * 20 + [429]
    Attempt.objects.update(at=F("at") - timedelta(minutes=16))
    assert code(thief, code_of(app), address=ELSEWHERE).status_code == 302


def test_the_owner_is_written_to_once_when_codes_go_wrong_after_the_right_password(elena, app):
    thief = half_in(elena)
    for number in range(9):
        code(thief, "000000", address=f"192.0.2.{number}")
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (elena.email, "Qualcuno ha la tua password")


def recover(client, typed):
    return client.post(SECOND, {"recovery": typed})


def test_a_recovery_code_opens_once_and_is_told_by_letter(elena, app):
    codes = recovery.new_codes(elena)
    assert recover(half_in(elena), f" {codes[0].upper().replace('-', ' ')} ").status_code == 302
    again = recover(half_in(elena), codes[0])
    assert again.status_code == 422
    assert "già stato usato" in again.text
    assert "Te ne restano 9" in Letter.objects.get().text
    assert recover(half_in(elena), codes[1]).status_code == 302


def test_recovery_codes_are_ten_apart_and_cannot_be_read_where_they_are_kept(elena):
    codes = recovery.new_codes(elena)
    assert len(set(codes)) == 10
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert not kept & {one.replace("-", "") for one in codes}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["code", "recovery"])
def test_of_two_at_once_with_one_code_one_comes_in(elena, app, what):
    sent = recovery.new_codes(elena)[0] if what == "recovery" else code_of(app)
    browsers = [half_in(elena) for _ in range(2)]
    answers = []

    def come(browser: Client) -> None:
        answers.append(browser.post(SECOND, {what: sent}).status_code)
        connection.close()

    tries = [threading.Thread(target=come, args=[browser]) for browser in browsers]
    [each.start() for each in tries]
    [each.join() for each in tries]
    assert sorted(answers) == [302, 422]
