"""The demo's stories and comments, on the pages where readers meet them."""

import pytest
from django.core.management import call_command

from guides.comments.models import Comment
from guides.demo import reader
from guides.demo.voices import sending_of
from guides.mail.models import Letter
from guides.moderation.reasons import Reason
from guides.stories.models import Story

pytestmark = pytest.mark.django_db


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def lamp() -> Story:
    return Story.objects.get(submission_id=sending_of("storia:lampada-mai-arrivata-rimborsata"))


def test_every_story_is_read_on_its_page_and_in_the_list(client, the_demo):
    listed = page_of(client, "/storie/")
    assert Story.objects.approved().count() == len(reader.stories())
    for story in Story.objects.all():
        assert story.title in listed
        assert story.title in page_of(client, story.get_absolute_url())


def test_a_company_of_ours_shows_its_stories(client, the_demo):
    assert lamp().title in page_of(client, "/aziende/aliexpress/")


def test_the_aliexpress_guide_has_its_thread_with_the_newsrooms_answer(client, the_demo):
    page = page_of(client, "/guide/aliexpress/")
    assert "Gattonero" in page
    answer = Comment.objects.get(submission_id=sending_of("commento:0.0"))
    assert answer.is_editors
    assert answer.depth == 2
    assert answer.answers.section_title == "Problemi di account"


def test_nobody_is_written_to(the_demo):
    assert not Letter.objects.exists()


def test_what_a_moderator_decided_since_stands(client, the_demo, editor):
    comment = Comment.objects.get(submission_id=sending_of("commento:0"))
    comment.reject(by=editor, because=Reason.objects.first())
    lamp().withdraw(by=editor)
    call_command("load_demo", verbosity=0)
    assert client.get(lamp().get_absolute_url()).status_code != 200
    assert "credendo di essere entrata" not in page_of(client, "/guide/aliexpress/")
    assert Story.objects.count() == len(reader.stories())
