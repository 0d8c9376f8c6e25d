"""What looks like personal data is marked before it is sent and in the queue; it never blocks."""

import pytest

from guides.comments.models import Comment
from guides.stories.models import Story
from tests.factories import a_live_guide
from tests.reading import text_of, tree_of
from tests.voices import comment_words, send_story, story_words

pytestmark = pytest.mark.django_db
SAID = "Chiamatemi al 333 1234567, o scrivete a <anna@posta.example> & basta."
PLAIN = "Ho chiamato l’800 123 456 il 03/04/2025 alle 10:30."


def marks_in(response) -> list[str]:
    return [text_of(mark) for mark in tree_of(response).iter("mark")]


def test_the_preview_of_a_story_marks_them_and_lets_it_go(client):
    page = client.post("/raccontaci-la-tua-storia/", story_words(text=SAID))
    assert marks_in(page) == ["333 1234567", "anna@posta.example"]
    assert "un numero di telefono: 333 1234567" in text_of(tree_of(page))
    assert send_story(client, text=SAID).status_code == 302
    assert Story.objects.get().text == SAID


def test_every_field_that_is_published_is_looked_at(client):
    words = {"title": "Al 347 7654321", "asked": "BNCLCU90A41F205Z", "answered": "ugo@x.example"}
    page = client.post("/raccontaci-la-tua-storia/", story_words(**words))
    assert set(marks_in(page)) == {"347 7654321", "BNCLCU90A41F205Z", "ugo@x.example"}


def test_the_readers_own_address_is_not_marked(client):
    words = story_words(text=PLAIN, email="anna@posta.example")
    page = client.post("/raccontaci-la-tua-storia/", words)
    assert marks_in(page) == []
    assert "qualcosa di personale" not in text_of(tree_of(page))


def test_the_page_between_marks_a_comment_and_lets_it_go(client):
    guide = a_live_guide()
    words = comment_words(text=SAID, email="lea@posta.example")
    page = client.post(f"/commenti/nuovo/guida/{guide.pk}/", words | {"gettone": ""})
    assert marks_in(page) == ["333 1234567", "anna@posta.example"]
    assert client.post(f"/commenti/nuovo/guida/{guide.pk}/", words).status_code == 302
    assert Comment.objects.get().text == SAID


def test_the_queue_marks_them(client, editor):
    guide = a_live_guide()
    client.post(f"/commenti/nuovo/guida/{guide.pk}/", comment_words(text=SAID))
    client.post(f"/commenti/nuovo/guida/{guide.pk}/", comment_words(text=PLAIN))
    client.force_login(editor)
    found = marks_in(client.get("/admin/guides/queueitem/"))
    assert {"333 1234567", "anna@posta.example"} == set(found)
