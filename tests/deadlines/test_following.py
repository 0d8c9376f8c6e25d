"""«Avvisami se questa regola cambia»: confirmed first, one letter when it does, never two."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.deadlines import follower as following
from guides.deadlines.follower import RuleFollower, tell_followers
from guides.mail.models import Letter
from guides.privacy.held import erase_about, held_about
from guides.spam import issue_token
from tests.comments.test_following import path_in
from tests.deadlines.making import a_live_rule

pytestmark = pytest.mark.django_db
EMAIL = "lucia@posta.example"


@pytest.fixture
def rule():
    return a_live_rule(name="Recesso", slug="recesso")


def ask(client, rule, email: str = EMAIL):
    words = {"email": email, "sito_web": "", "gettone": issue_token()}
    return client.post(f"/avviso/scadenza/{rule.pk}/", words)


def follow(client, rule) -> None:
    ask(client, rule)
    client.post(
        path_in(Letter.objects.get(template="deadlines/emails/follow.txt"), "avviso-scadenza")
    )


def change(rule, note: str) -> None:
    rule.lets += " Ancora."
    rule.save()
    rule.publish(by=None, note=note)


def told_later(monkeypatch) -> list[Letter]:
    moment = timezone.now() + timedelta(minutes=11)
    with monkeypatch.context() as later:
        later.setattr(following.timezone, "now", lambda: moment)
        tell_followers.func()
    return list(Letter.objects.filter(template="deadlines/emails/changed.txt"))


def test_nobody_is_written_to_before_saying_yes_and_each_change_is_one_letter(
    client, rule, monkeypatch
):
    assert "Avvisami se questa regola cambia" in client.get("/scadenze/recesso/").content.decode()
    assert "Controlla la posta" in ask(client, rule).content.decode()
    change(rule, "Trenta giorni.")
    assert told_later(monkeypatch) == []
    follow(client, rule)
    [letter] = told_later(monkeypatch)
    assert "Trenta giorni." in letter.text
    assert "/scadenze/recesso/" in letter.text
    assert told_later(monkeypatch) == [letter]
    change(rule, "Quaranta giorni.")
    assert len(told_later(monkeypatch)) == 2


def test_a_correction_without_a_note_and_a_change_just_made_are_not_told(client, rule, monkeypatch):
    follow(client, rule)
    change(rule, "")
    assert told_later(monkeypatch) == []
    change(rule, "Trenta giorni.")
    tell_followers.func()
    assert not Letter.objects.filter(template="deadlines/emails/changed.txt").exists()


def test_a_change_with_a_note_is_told_though_a_slip_was_put_right_after_it(
    client, rule, monkeypatch
):
    follow(client, rule)
    change(rule, "Trenta giorni.")
    change(rule, "")
    [letter] = told_later(monkeypatch)
    assert "Trenta giorni." in letter.text
    change(rule, "Venti giorni.")
    change(rule, "Dal 2027.")
    [second] = [each for each in told_later(monkeypatch) if each.pk != letter.pk]
    assert second.text.index("Venti giorni.") < second.text.index("Dal 2027.")
    assert "Trenta giorni." not in second.text
    assert len(told_later(monkeypatch)) == 2


def test_a_withdrawn_rule_is_told_to_nobody(client, rule, monkeypatch):
    follow(client, rule)
    change(rule, "Trenta giorni.")
    rule.withdraw(by=None, because="Via.")
    assert told_later(monkeypatch) == []


def test_a_wrong_address_comes_back_with_a_sentence(client, rule):
    answer = ask(client, rule, "lucia@")
    assert answer.status_code == 422
    assert "lucia@" in answer.content.decode()


def test_what_we_hold_of_an_address_is_said_and_erased(client, rule):
    follow(client, rule)
    assert "Recesso" in str(held_about(EMAIL))
    erase_about(EMAIL)
    assert not RuleFollower.objects.exists()
