"""«Avvisami se questa guida cambia»: confirmed first, one letter for each change, never two."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.guide import follower as following
from guides.guide.follower import GuideFollower, tell_followers
from guides.mail.message import compose
from guides.mail.models import Letter
from guides.privacy.held import erase_about, held_about
from guides.privacy.retention import forget_old_data
from guides.spam import issue_token
from tests.comments.test_following import path_in
from tests.factories import a_live_guide

pytestmark = pytest.mark.django_db
EMAIL = "lucia@posta.example"


@pytest.fixture
def guide():
    return a_live_guide(title="Pacco perso", slug="pacco-perso")


def ask(client, guide, email: str = EMAIL, **more):
    words = {"email": email, "sito_web": "", "gettone": issue_token()}
    return client.post(f"/avviso/guida/{guide.pk}/", words | more)


def follow(client, guide, email: str = EMAIL) -> None:
    ask(client, guide, email)
    client.post(path_in(Letter.objects.get(template="guide/emails/follow.txt", to=email), "avviso"))


def change(guide, note: str = "") -> None:
    guide.summary += " Ancora."
    guide.save()
    guide.publish(by=None, note=note)


def told_later(monkeypatch, after: timedelta = timedelta(minutes=11)) -> list[Letter]:
    """Every letter about a change, once so much time has gone by."""
    moment = timezone.now() + after
    with monkeypatch.context() as later:
        later.setattr(following.timezone, "now", lambda: moment)
        tell_followers.func()
    return list(Letter.objects.filter(template="guide/emails/changed.txt").order_by("written_at"))


def test_the_guides_page_asks_and_a_button_in_the_mailbox_confirms(client, guide, monkeypatch):
    assert "Avvisami se questa guida cambia" in client.get("/guide/pacco-perso/").content.decode()
    assert "Controlla la posta" in ask(client, guide).content.decode()
    asked = Letter.objects.get()
    change(guide, "Nuovi tempi.")
    assert told_later(monkeypatch) == []
    address = path_in(asked, "avviso")
    assert client.get(address)["Cache-Control"] == "no-store"
    assert not GuideFollower.objects.get().is_reachable
    assert "Fatto" in client.post(address).content.decode()
    [letter] = told_later(monkeypatch)  # what changed since it was asked for
    assert "Nuovi tempi." in letter.text
    assert "/guide/pacco-perso/" in letter.text


@pytest.mark.parametrize("words", [{"email": ""}, {"email": "lucia@"}])
def test_a_wrong_address_is_answered_with_a_sentence(client, guide, words):
    answer = ask(client, guide, **words)
    assert answer.status_code == 422
    assert "C’è qualcosa da correggere" in answer.content.decode()
    assert not GuideFollower.objects.exists()


def test_without_a_script_a_page_between_leads_to_the_same_end(client, guide):
    between = ask(client, guide, gettone="").content.decode()
    assert EMAIL in between
    assert not GuideFollower.objects.exists()


def test_a_letter_is_written_once_for_each_edition_with_a_note(client, guide, monkeypatch):
    follow(client, guide)
    change(guide)  # a slip put right, without a word to readers
    assert told_later(monkeypatch) == []
    for number, note in enumerate(["Nuovi tempi.", "Nuovo modulo."], start=1):
        change(guide, note)
        letters = told_later(monkeypatch)
        assert len(letters) == number
        assert note in letters[-1].text
    assert "Nuovi tempi." not in letters[-1].text
    assert told_later(monkeypatch) == letters


def test_two_editions_in_ten_minutes_are_one_letter_with_both_notes(client, guide, monkeypatch):
    follow(client, guide)
    change(guide, "Nuovi tempi.")
    change(guide, "Nuovo modulo.")
    assert told_later(monkeypatch, timedelta(minutes=9)) == []
    [letter] = told_later(monkeypatch)
    assert letter.text.index("Nuovi tempi.") < letter.text.index("Nuovo modulo.")


def test_nothing_of_what_is_not_public_is_told(client, guide, monkeypatch):
    follow(client, guide)
    change(guide, "Nuovi tempi.")
    guide.title = "Titolo segreto"
    guide.save()
    guide.withdraw(by=None, because="La riscriviamo.")
    assert told_later(monkeypatch) == []
    page = client.get(path_in(Letter.objects.get(), "avviso")).content.decode()
    assert "Pacco perso" in page
    assert "segreto" not in page + str(held_about(EMAIL))
    assert client.get(f"/avviso/guida/{guide.pk}/").status_code == 404


def test_who_asked_after_a_change_is_not_told_of_it(client, guide, monkeypatch):
    change(guide, "Nuovi tempi.")
    follow(client, guide)
    assert told_later(monkeypatch) == []


def test_who_stopped_and_comes_back_is_told_only_of_what_changes_after(client, guide, monkeypatch):
    follow(client, guide)
    change(guide, "Nuovi tempi.")
    [letter] = told_later(monkeypatch)
    client.post(path_in(letter, "niente-posta"), {"List-Unsubscribe": "One-Click"})
    change(guide, "Nuovo modulo.")
    assert len(told_later(monkeypatch)) == 1
    row = GuideFollower.objects.get()
    GuideFollower.objects.update(asked_at=timezone.now())
    row.confirm()
    assert len(told_later(monkeypatch)) == 1
    change(guide, "Nuovo indirizzo.")
    assert "Nuovo indirizzo." in told_later(monkeypatch)[-1].text


def test_every_letter_stops_with_one_click_of_a_mail_program(client, guide, monkeypatch):
    follow(client, guide)
    change(guide, "Nuovi tempi.")
    [letter] = told_later(monkeypatch)
    headers = compose(letter).extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert path_in(letter, "niente-posta") in headers["List-Unsubscribe"]


def test_all_are_told_batch_after_batch_and_a_worker_that_dies_tells_nobody_twice(
    guide, monkeypatch
):
    monkeypatch.setattr(following, "BATCH", 3)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    GuideFollower.objects.bulk_create(
        GuideFollower(
            guide=guide,
            email=f"l{n}@posta.example",
            asked_at=an_hour_ago,
            email_confirmed_at=an_hour_ago,
        )
        for n in range(10)
    )
    change(guide, "Nuovi tempi.")
    written, write = [], following.send_letter

    def die(template, **letter):
        written.append(letter)
        if len(written) == 5:
            raise KeyboardInterrupt
        write(template, **letter)

    with monkeypatch.context() as dying:
        dying.setattr(following, "send_letter", die)
        with pytest.raises(KeyboardInterrupt):
            told_later(monkeypatch)
    letters = told_later(monkeypatch)
    assert len(letters) == len({letter.to for letter in letters}) == 10


def test_publishing_costs_the_same_with_a_hundred_followers(guide):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            change(guide, "Nuovi tempi.")
        return len(queries)

    cost()
    alone = cost()
    now = timezone.now()
    GuideFollower.objects.bulk_create(
        GuideFollower(guide=guide, email=f"l{n}@posta.example", email_confirmed_at=now)
        for n in range(100)
    )
    assert cost() == alone


def test_following_twice_is_one_row_and_never_tells_who_follows(client, guide):
    first = ask(client, guide)
    client.post(path_in(Letter.objects.get(), "avviso"))
    again = ask(client, guide, EMAIL.upper())
    assert first.content == again.content
    assert GuideFollower.objects.count() == Letter.objects.count() == 1


def test_what_we_hold_is_shown_and_erased_and_has_an_end(client, guide):
    follow(client, guide)
    assert held_about(EMAIL)["guide seguite"][0]["guida"] == "Pacco perso"
    erase_about(EMAIL)
    assert not GuideFollower.objects.exists()
    for days in (15, 731):  # never confirmed; two years after
        Letter.objects.all().delete()
        follow(client, guide) if days > 100 else ask(client, guide)
        forget_old_data(now=timezone.now() + timedelta(days=days))
        assert not GuideFollower.objects.exists()


@pytest.mark.parametrize("door", ["domanda", "segui"])
def test_the_link_of_one_kind_of_letter_opens_no_other_door(client, guide, door):
    ask(client, guide)
    address = path_in(Letter.objects.get(), "avviso").replace("/avviso/", f"/{door}/")
    assert client.post(address).status_code == 404
    assert not GuideFollower.objects.get().is_reachable


def test_the_desk_says_how_many_a_note_is_sent_to(client, guide, admin_client):
    address = f"/admin/guides/guide/{guide.pk}/change/"
    assert "chi segue la guida (" not in admin_client.get(address).content.decode()
    follow(client, guide)
    assert "chi segue la guida (1)" in admin_client.get(address).content.decode()
