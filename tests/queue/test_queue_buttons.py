"""The buttons of «Da moderare» without JavaScript: they decide, and the page says so."""

import re

import pytest

from guides.comments.models import Comment
from guides.moderation.reasons import Reason
from tests.factories import a_live_guide
from tests.queue.pressing import ACT, handle, page_of, press, said, state_of
from tests.voices import a_comment, a_story

pytestmark = pytest.mark.django_db


def test_the_buttons_decide_and_the_page_says_so_with_an_undo(desk):
    story = a_story(title="Lampada")
    answer = press(desk, "approve", story)
    assert state_of(story) == "approved"
    assert "Pubblicato: «Lampada»" in said(answer)
    assert "Annulla" in said(answer)
    assert "Decisione annullata" in said(press(desk, "undo", story))
    assert state_of(story) == "waiting"


def test_a_rejection_needs_a_reason_that_its_author_will_read(desk, insults):
    story = a_story()
    assert "Scegli un motivo" in said(press(desk, "reject", story))
    assert state_of(story) == "waiting"
    assert "insulti o minacce" in said(press(desk, f"reject:{insults.pk}", story))
    story.refresh_from_db()
    assert story.reason == insults


def test_a_reason_added_by_the_newsroom_has_its_button_at_once(desk):
    a_story()
    reason = Reason.objects.create(code="x", label="Già risolto", key="g", text_for_author="Sì.")
    assert f'value="reject:{reason.pk}" data-reason="g"' in page_of(desk)


def test_many_at_once(desk, insults):
    stories = [a_story() for _ in range(3)]
    answer = press(desk, f"reject:{insults.pk}", *stories)
    assert [state_of(story) for story in stories] == ["rejected"] * 3
    assert "3 voci non pubblicate (insulti o minacce)" in said(answer)


def test_the_second_moderator_sees_what_the_first_did(desk, bea, insults):
    story, other = a_story(title="Contesa"), a_story(title="Libera")
    on_annas_screen = {"atto": "approve", "voce": [handle(story), handle(other)]}
    story.reject(by=bea, because=insults)
    answer = desk.post(ACT, on_annas_screen, follow=True)
    assert "«Contesa»: Nel frattempo: Non pubblicato: insulti o minacce — Bea" in said(answer)
    assert (state_of(story), state_of(other)) == ("rejected", "approved")


def test_approving_what_a_colleague_approved_says_who_it_was(desk, bea):
    story = a_story()
    on_annas_screen = {"atto": "approve", "voce": [handle(story)]}
    story.approve(by=bea)
    assert "Ultimo atto: Pubblicato — Bea" in said(desk.post(ACT, on_annas_screen, follow=True))


def test_a_claim_shows_whose_it_is_and_until_when(desk, client, bea):
    story = a_story()
    press(desk, "claim", story)
    client.force_login(bea)
    assert re.search(r"In mano a Anna fino alle \d\d:\d\d", page_of(client))
    assert "Se ne sta occupando Anna" in said(press(client, "approve", story))
    assert state_of(story) == "waiting"


def test_approve_and_answer_is_one_act_and_a_double_click_answers_once(desk):
    guide = a_live_guide()
    comment = a_comment(under=guide, text="Come faccio?")
    twice = {"atto": "answer", "voce": handle(comment), "testo": "Scrivi una PEC."}
    assert desk.post(ACT, twice).status_code == 302
    again = desk.post(ACT, twice)
    assert again.status_code == 409
    assert Comment.objects.filter(text="Scrivi una PEC.").count() == 1
    public_page = desk.get(guide.get_absolute_url()).content.decode()
    assert "Come faccio?" in public_page
    assert "Scrivi una PEC." in public_page


def test_typed_words_are_omitted_in_public(desk, anna):
    story = a_story(text="Il corriere Mario Rossi è sparito.")
    assert "Parole omesse" in said(press(desk, "redact", story, testo="mario rossi"))
    assert "Il corriere [omesso dalla redazione] è sparito." in page_of(desk)
    assert "Decisione annullata" in said(press(desk, "undo", story))
    assert "Mario Rossi" in page_of(desk)


@pytest.mark.parametrize(
    ("act", "words", "status", "error"),
    [
        ("note", "", 422, "Scrivi qualcosa"),
        ("ask", "   ", 422, "Scrivi qualcosa"),
        ("note", "x" * 4001, 422, "troppo lungo"),
        ("redact", "Parole che non ci sono", 409, "non ci sono nel testo"),
    ],
)
def test_an_error_stands_by_its_field_with_every_word_kept(desk, act, words, status, error):
    story = a_story()
    answer = desk.post(ACT, {"atto": act, "voce": handle(story), "testo": words})
    text = answer.content.decode()
    assert answer.status_code == status
    field = re.search(rf'<textarea id="{act}-{story.queue_item_id}".*?</textarea>', text, re.S)[0]
    assert 'aria-invalid="true"' in field
    assert words.strip() in field
    assert error in text


def test_a_note_is_read_by_colleagues_only(desk, client):
    story = a_story()
    press(desk, "note", story, testo="Ha già telefonato.")
    assert "Ha già telefonato." in page_of(desk)
    press(desk, "approve", story)
    client.logout()
    public_page = client.get(story.get_absolute_url(), follow=True).content.decode()
    assert "Ha già telefonato." not in public_page


def test_a_question_and_its_answer_are_read_in_the_row(desk):
    story = a_story()
    press(desk, "ask", story, testo="Hai lo scontrino?")
    story.questions.get().reply(text="Sì, eccolo.")
    text = page_of(desk)
    assert "Hai lo scontrino?" in text
    assert "Sì, eccolo." in text
