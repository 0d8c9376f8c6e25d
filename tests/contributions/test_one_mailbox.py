"""Whatever the spelling of an address, "never again" holds and what we keep is found."""

import pytest

from guides.comments.follower import Follower
from guides.comments.models import Comment
from guides.contributions.addressed import RefusedAddress, address_key
from guides.mail.models import Letter
from guides.moderation.contributors import author_key
from guides.privacy.held import held_about
from guides.spam import issue_token
from tests.factories import a_live_guide
from tests.text.test_one_reading import ONE_MAILBOX, REFUSED
from tests.voices import WORDS, a_comment, comment_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits(settings):
    settings.PUBLIC_POST_LIMITS = {act: [] for act in ("comment", "story", "follow", "other")}


def follow(client, guide, email):
    words = {"email": email, "gettone": issue_token(), "sito_web": ""}
    return client.post(f"/commenti/segui/guida/{guide.pk}/", words)


def test_every_spelling_has_one_key():
    assert {address_key(typed) for typed in ONE_MAILBOX} == {address_key(ONE_MAILBOX[0])}
    assert {author_key(typed) for typed in ONE_MAILBOX} == {author_key(ONE_MAILBOX[0])}


def test_never_again_holds_for_every_spelling():
    comment = a_comment(author_email="vittima@posta.example")
    comment.stop_mail()
    assert all(RefusedAddress.objects.refuses(typed) for typed in ONE_MAILBOX)


def test_every_spelling_follows_a_discussion_once(client):
    guide = a_live_guide()
    for typed in ONE_MAILBOX:
        assert follow(client, guide, typed).status_code == 200, typed
    assert Follower.objects.get().email.lower() == "vittima@posta.example"
    assert {letter.to.lower() for letter in Letter.objects.all()} == {"vittima@posta.example"}


@pytest.mark.parametrize("typed", [address for address in REFUSED if address.strip("@")])
def test_an_address_that_cannot_be_written_to_is_refused_beside_the_field(client, typed):
    guide = a_live_guide()
    page = client.post(f"/commenti/nuovo/guida/{guide.pk}/", comment_words(email=typed))
    assert page.status_code == 422
    assert WORDS in page.content.decode()
    assert not Comment.objects.exists()
    assert not Letter.objects.exists()


def test_what_is_held_is_found_by_any_spelling(client):
    a_comment(author_email="vittima@posta.example")
    held = held_about("vittima@posta.example")
    assert held
    for typed in ONE_MAILBOX:
        assert held_about(typed) == held, typed
        assert Comment.objects.written_by(typed).count() == 1
