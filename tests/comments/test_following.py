"""Who hears of a new comment: only addresses that confirmed, once each, and until they say stop."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.comments.follower import Follower
from guides.mail.models import Letter
from guides.spam import issue_token
from tests.factories import a_live_guide
from tests.telling import tell_everybody
from tests.voices import a_comment, a_reply, a_story, public

pytestmark = pytest.mark.django_db


def path_in(letter: Letter, word: str) -> str:
    """The private path, in a letter, that begins with a word."""
    return re.search(rf"https?://[^/]+(/{word}/\S+)", letter.text)[1]


def letters(name: str) -> list[Letter]:
    tell_everybody()
    return list(Letter.objects.filter(template__endswith=f"{name}.txt").order_by("written_at"))


def follow(client, guide, email: str = "lucia@example.com", *, network: int = 0):
    words = {"email": email, "sito_web": "", "gettone": issue_token()}
    address = f"/commenti/segui/guida/{guide.pk}/"
    return client.post(address, words, REMOTE_ADDR=f"198.51.{network}.7")


def with_address(contribution, email: str):
    contribution.author_email = email
    contribution.save()
    contribution.confirm_email()
    return contribution


@pytest.fixture
def guide():
    return a_live_guide(slug="pacco", title="Pacco perso")


def test_following_takes_a_confirmation_by_a_button(client, guide, editor):
    assert "Controlla la posta" in follow(client, guide).content.decode()
    [asked] = letters("follow")
    assert "lucia" not in asked.text.lower()
    public(a_comment(under=guide), by=editor)
    assert letters("new_comment") == []
    address = path_in(asked, "segui")
    page = client.get(address)
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "strict-origin"
    assert not Follower.objects.get().is_reachable
    client.post(address)
    public(a_comment(under=guide), by=editor)
    _of_the_one_that_came_meanwhile, told = letters("new_comment")
    assert told.to == "lucia@example.com"
    assert "/commenti/" in told.text


def test_one_click_stops_the_letters_and_opening_the_link_does_not(client, guide, editor):
    follow(client, guide)
    client.post(path_in(letters("follow")[0], "segui"))
    public(a_comment(under=guide), by=editor)
    [told] = letters("new_comment")
    stop = path_in(told, "niente-posta")
    assert told.unsubscribe_url.endswith(stop)
    client.get(stop)
    assert Follower.objects.get().is_reachable
    # As a mail provider posts it (RFC 8058): from nowhere, without a cookie.
    answer = client.post(stop, {"List-Unsubscribe": "One-Click"}, headers={"Origin": "null"})
    assert answer.status_code == 200
    public(a_comment(under=guide), by=editor)
    assert len(letters("new_comment")) == 1


def test_following_twice_asks_twice_but_never_tells_who_follows(client, guide):
    first = follow(client, guide)
    client.post(path_in(letters("follow")[0], "segui"))
    again = follow(client, guide, "LUCIA@example.com")
    assert first.content == again.content
    assert Follower.objects.count() == 1
    assert len(letters("follow")) == 1


def test_nobodys_mailbox_is_filled_by_others(client, guide):
    for _ in range(9):
        follow(client, a_live_guide())
    assert len(letters("follow")) == 5


@pytest.mark.parametrize(
    "spelling", ["lucia+{}@gmail.com", "LUCIA+X{}@googlemail.com", "l.ucia+a.{}@Gmail.com"]
)
def test_nor_in_many_spellings_of_it(client, spelling):
    follow(client, a_live_guide(), "Lu.Cia@gmail.com")
    for number in range(8):
        follow(client, a_live_guide(), spelling.format(number))
    assert len(letters("follow")) == 5


def test_nor_is_a_house_by_all_the_names_of_its_domain(client, monkeypatch):
    monkeypatch.setattr("guides.contributions.emails.FIRST_LETTERS_A_DAY_TO_A_DOMAIN", 6)
    for number in range(9):
        follow(client, a_live_guide(), f"nome{number}@vittima.example", network=1)
    assert len(letters("follow")) == 6
    # A provider's names are as many people: none of them waits for another.
    for number in range(9):
        follow(client, a_live_guide(), f"nome{number}@libero.it", network=2)
    assert len(letters("follow")) == 15


@pytest.mark.parametrize("known", ["follows", "told us never to write", "asked just now"])
def test_an_answer_takes_as_long_whoever_the_address_belongs_to(client, guide, known):
    follow(client, guide)
    [asked] = letters("follow")
    if known == "follows":
        client.post(path_in(asked, "segui"))
    if known == "told us never to write":
        client.post(path_in(asked, "niente-posta"))
        guide = a_live_guide()
    follow(client, guide)  # what a first post of this page brings along
    with CaptureQueriesContext(connection) as of_the_known:
        follow(client, guide)
    with CaptureQueriesContext(connection) as of_a_stranger:
        follow(client, guide, "mai-vista@example.com")
    assert written(of_the_known) == written(of_a_stranger)
    assert {letter.to for letter in letters("follow")} == {asked.to, "mai-vista@example.com"}


def written(queries) -> list[str]:
    """The tables of what takes the time: the letter and its task."""
    tables = [re.match(r'INSERT INTO "(\w+)"', query["sql"]) for query in queries]
    return [table[1] for table in tables if table and table[1] != "guides_follower"]


def test_who_said_it_was_not_me_is_never_written_to_again(client, guide):
    follow(client, guide)
    client.post(path_in(letters("follow")[0], "niente-posta"))
    follow(client, a_live_guide())
    a_comment(under=guide, author_email="lucia@example.com")
    assert Letter.objects.count() == 1


def test_who_was_answered_is_told_once_confirmed(guide, editor):
    anna = with_address(public(a_comment(under=guide), by=editor), "anna@example.com")
    unsure = public(a_comment(under=guide, author_email="ugo@example.com"), by=editor)
    public(a_reply(anna, text="Parolasegreta"), by=editor)
    public(a_reply(unsure), by=editor)
    [told] = letters("answered")
    assert told.to == "anna@example.com"
    assert "Parolasegreta" not in told.text


def test_nobody_is_told_of_their_own_answer_nor_twice_of_the_same(guide, editor):
    anna = with_address(public(a_comment(under=guide), by=editor), "anna@example.com")
    follower = Follower.objects.create(discussion=anna.discussion, email="Anna@example.com")
    follower.confirm()
    own = with_address(a_reply(anna), "anna@example.com")
    own.approve(by=editor)
    assert letters("answered") == letters("new_comment") == []
    answer = public(a_reply(anna), by=editor)
    answer.undo(by=editor)
    answer.approve(by=editor)
    assert len(letters("answered") + letters("new_comment")) == 1


def test_a_storys_author_hears_of_its_comments(editor):
    story = with_address(public(a_story(), by=editor), "anna@example.com")
    public(a_comment(under=story), by=editor)
    assert [letter.to for letter in letters("story_commented")] == ["anna@example.com"]


@pytest.mark.parametrize("token", ["x", "segui-1-1.abc", "commento-1-1.abc"])
def test_a_forged_link_is_not_found(client, token):
    for address in (f"/segui/{token}/", f"/niente-posta/{token}/", f"/ricevuta/{token}/"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
