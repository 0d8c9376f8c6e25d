"""From the form to the mailbox and back, through a real mail server."""

import re

import pytest

from guides.stories.models import Story
from tests.voices import send_story

pytestmark = pytest.mark.django_db(transaction=True)


def path_in(message, word: str) -> str:
    text = message.get_body(("plain",)).get_content()
    return re.search(rf"https?://[^/\s]+(/{word}/\S+)", text)[1]


def test_a_story_goes_through_its_letters(client, editor, smtp_server, run_worker):
    send_story(client, email="anna@example.com", title="Segretissimo titolo")
    run_worker()
    [first] = smtp_server.messages
    assert first["To"] == "anna@example.com"
    assert "egretissimo" not in first.as_string()
    story = Story.objects.get()
    assert "<strong>Ricevuta</strong>" in client.get(path_in(first, "ricevuta")).content.decode()
    client.post(path_in(first, "ricevuta") + "conferma/")

    story.refresh_from_db()
    story.approve(by=editor)
    run_worker()
    told = smtp_server.messages[1]
    assert story.get_absolute_url().split("-")[0] in path_in(told, "storie")
    stop = told["List-Unsubscribe"].strip("<>")
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    one_click = {"List-Unsubscribe": "One-Click"}
    assert client.post("/" + stop.split("/", 3)[3], one_click).status_code == 200

    client.post(path_in(told, "ricevuta") + "ritiro/")
    assert client.get(story.get_absolute_url()).status_code == 404
    run_worker()
    assert len(smtp_server.messages) == 2
