"""An address that is a slip away from a well-known one: asked once, before it is sent."""

import pytest

from guides.comments.models import Comment
from guides.stories.models import Story
from guides.text.addresses import likely_meant
from tests.factories import a_live_guide
from tests.spam.test_the_guard import hidden_fields
from tests.voices import comment_words, story_words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anna@gmial.com", "anna@gmail.com"),
        ("Anna.Rossi@gmail.con", "Anna.Rossi@gmail.com"),
        ("anna@gmail.it", "anna@gmail.com"),
        ("anna@libero.ot", "anna@libero.it"),
        ("anna@hotmial.it", "anna@hotmail.it"),
        ("anna@virgillio.it", "anna@virgilio.it"),
        ("anna@icoud.com", "anna@icloud.com"),
    ],
)
def test_a_slip_is_read_as_the_provider_that_it_is_a_letter_away_from(typed, meant):
    assert likely_meant(typed) == meant


@pytest.mark.parametrize(
    "domain",
    [
        *("gmail.com", "mail.com", "email.com", "ymail.com", "gmx.com", "live.com", "line.com"),
        *("tim.it", "tin.it", "hotmail.fr", "outlook.es", "yahoo.co.uk", "yahoo.in", "libero.com"),
        *("comune.livorno.it", "example.com"),
    ],
)
def test_what_others_really_have_is_no_slip(domain):
    assert likely_meant(f"anna@{domain}") == ""


def test_a_slip_is_asked_once_and_then_taken_as_typed(client):
    address = f"/commenti/nuovo/guida/{a_live_guide().pk}/"
    words = comment_words(email="anna@gmial.com")
    asked = client.post(address, words)
    assert asked.status_code == 200
    assert "Forse volevi scrivere <strong><bdi>anna@gmail.com</bdi>" in asked.text
    assert not Comment.objects.exists()
    assert client.post(address, hidden_fields(asked.text)).status_code == 302
    assert Comment.objects.get().author_email == "anna@gmial.com"


def test_who_goes_back_has_every_word_and_is_not_asked_of_the_right_address(client):
    address = f"/commenti/nuovo/guida/{a_live_guide().pk}/"
    asked = client.post(address, comment_words(email="anna@gmial.com"))
    back = client.post(address, hidden_fields(asked.text) | {"modifica": "1"})
    assert 'value="anna@gmial.com"' in back.text
    mended = comment_words(email="anna@gmail.com")
    assert client.post(address, mended).status_code == 302
    assert Comment.objects.get().author_email == "anna@gmail.com"


def test_the_preview_of_a_story_asks_it_and_lets_it_go(client):
    address = "/raccontaci-la-tua-storia/"
    preview = client.post(address, story_words(email="anna@libero.ot"))
    assert "Forse volevi scrivere <strong><bdi>anna@libero.it</bdi>" in preview.text
    assert client.post(address, hidden_fields(preview.text) | {"invia": "1"}).status_code == 302
    assert Story.objects.get().author_email == "anna@libero.ot"
