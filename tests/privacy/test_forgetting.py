"""Retention terms, and what is held about an address."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from guides.comments.models import Comment
from guides.mail import send_letter
from guides.mail.models import Letter
from guides.moderation.contributors import Contributor
from guides.moderation.conversation import InternalNote
from guides.moderation.decisions import Decision
from guides.moderation.item import QueueItem
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings
from guides.privacy import retention
from guides.privacy.retention import NotForgotten, forget_every_day, forget_old_data
from guides.stories.models import Story
from tests.factories import a_live_guide
from tests.voices import a_comment, a_reply, a_story, public

pytestmark = pytest.mark.django_db

DATA = "/admin/guides/queueitem/dati/"
EMAIL = "lettrice@posta.example"


def later(days: int):
    return timezone.now() + timedelta(days=days)


def test_a_rejected_story_goes_after_its_term_and_its_decisions_stay(anna, insults):
    story = a_story(author_email=EMAIL)
    story.note(by=anna, text="Aveva ragione")
    story.reject(by=anna, because=insults)
    forget_old_data(now=later(179))
    assert Story.objects.count() == 1
    forget_old_data(now=later(181))
    assert Story.objects.count() == QueueItem.objects.count() == InternalNote.objects.count() == 0
    assert Contributor.objects.count() == 0
    kept = Decision.objects.get(verb="reject")
    assert (kept.item, kept.kind, kept.reason) == (None, "story", insults)
    forget_old_data(now=later(731))
    assert not Decision.objects.exists()


def test_spam_goes_after_its_own_term(anna):
    a_story().mark_spam(by=anna)
    forget_old_data(now=later(91))
    assert not Story.objects.exists()


def test_what_is_published_keeps_its_words_and_loses_network_and_address(anna):
    story = public(a_story(author_email=EMAIL, network="abc"), by=anna)
    forget_old_data(now=later(31))
    story.refresh_from_db()
    assert (story.network, story.author_email) == ("", EMAIL)
    forget_old_data(now=later(731))
    story.refresh_from_db()
    assert (story.author_email, story.is_public, bool(story.text)) == ("", True, True)
    assert story.queue_item.contributor is None


def test_a_withdrawn_comment_with_answers_keeps_its_place_empty(anna):
    comment = public(a_comment(author_email=EMAIL), by=anna)
    reply = public(a_reply(comment), by=anna)
    comment.withdraw(by=anna)
    forget_old_data(now=later(181))
    comment.refresh_from_db()
    assert (comment.text, comment.author_name, comment.author_email) == ("", "", "")
    assert Comment.objects.approved().get() == reply
    forget_old_data(now=later(182))  # nothing is due twice


def test_originals_of_redactions_go_and_the_redaction_is_final(anna):
    story = a_story()
    story.redact(by=anna, words="vicino")
    forget_old_data(now=later(61))
    assert not Original.objects.exists()
    story = Story.objects.get()
    assert story.undo(by=anna) is None
    assert "[omesso dalla redazione]" in story.text


def test_items_left_without_their_content_are_swept():
    guide = a_live_guide()
    a_comment(under=guide)
    Comment.objects.all().delete()  # as a cascade does, past Comment.delete()
    forget_old_data()
    assert not QueueItem.objects.exists()


def test_terms_are_settings(anna, insults):
    ModerationSettings.objects.update_or_create(pk=1, defaults={"keep_rejected_days": 10})
    a_story().reject(by=anna, because=insults)
    forget_old_data(now=later(11))
    assert not Story.objects.exists()


def test_a_dry_run_counts_what_would_go_and_changes_nothing(anna, insults):
    for _ in range(3):
        a_story().reject(by=anna, because=insults)
    counted = forget_old_data(dry_run=True, now=later(181))
    assert counted["storie non pubblicati o ritirati"] == 3
    assert Story.objects.count() == 3
    said = StringIO()
    call_command("forget_old_data", dry_run=True, stdout=said)
    assert "0 da dimenticare: storie fra lo spam" in said.getvalue()


@pytest.fixture
def one_that_cannot_go(anna, insults, monkeypatch):
    """Of three rejected stories, the second cannot be forgotten; spam waits after them."""
    stories = [a_story() for _ in range(3)]
    for story in stories:
        story.reject(by=anna, because=insults)
    a_story().mark_spam(by=anna)
    its_pk, forget = stories[1].pk, Story.forget

    def fails(story):
        if story.pk == its_pk:
            raise ValueError("lettrice@posta.example non si cancella")
        forget(story)

    monkeypatch.setattr(Story, "forget", fails)
    return stories[1]


def test_what_cannot_be_forgotten_keeps_nothing_else_here(one_that_cannot_go, caplog):
    report = forget_old_data(now=later(181))
    assert report["storie non pubblicati o ritirati"] == 2
    assert report["storie fra lo spam"] == 1
    assert report.failed == {"storie non pubblicati o ritirati": "ValueError"}
    assert list(Story.objects.all()) == [one_that_cannot_go]
    assert "not forgotten: storie non pubblicati o ritirati: ValueError" in caplog.text
    assert EMAIL not in caplog.text
    assert forget_old_data(now=later(181))["storie non pubblicati o ritirati"] == 0


def test_the_command_and_the_daily_task_say_that_something_is_left(one_that_cannot_go, monkeypatch):
    moment = later(181)
    monkeypatch.setattr(retention.timezone, "now", lambda: moment)
    said = StringIO()
    with pytest.raises(CommandError, match="storie non pubblicati"):
        call_command("forget_old_data", stdout=said)
    assert "1 dimenticati: storie fra lo spam" in said.getvalue()
    with pytest.raises(NotForgotten):
        forget_every_day.func()


@pytest.mark.parametrize("fault", ["due", "forget"])
def test_a_broken_expiry_of_any_room_stops_no_other(anna, insults, monkeypatch, fault):
    def broken(*args):
        raise LookupError

    a_story().reject(by=anna, because=insults)
    whole = {"due": lambda terms, now: Story.objects.all(), "forget": Story.objects.none}
    monkeypatch.setattr(
        retention,
        "_sources",
        [lambda: [retention.Expiry("guasto", **(whole | {fault: broken}))], *retention._sources],
    )
    Letter.objects.create(template="x", to=EMAIL, subject="x", state="sent", sent_at=later(-60))
    report = forget_old_data()
    assert report.failed == {"guasto": "LookupError"}
    assert report["lettere spedite"] == 1


@pytest.fixture
def administrator(client, anna):
    client.force_login(anna)
    return client


def test_only_an_administrator_sees_personal_data(client, django_user_model):
    writer = django_user_model.objects.create_user("ugo", password="x", is_staff=True)
    client.force_login(writer)
    assert client.get(DATA).status_code == 403


def test_what_is_held_about_an_address_is_seen_and_downloaded(administrator, anna, insults):
    a_story(title="La mia storia", author_email=EMAIL).reject(by=anna, because=insults)
    a_comment(text="Il mio commento", author_email=EMAIL.upper())
    a_comment(text="Di altri", author_email="altri@posta.example")
    page = administrator.post(DATA, {"email": EMAIL, "guarda": "1"}).content.decode()
    assert "La mia storia" in page
    assert "Di altri" not in page
    download = administrator.post(DATA, {"email": EMAIL, "scarica": "1"})
    held = json.loads(download.content)
    assert "attachment" in download["Content-Disposition"]
    assert {"storie", "commenti", "decisioni contate"} <= set(held)
    assert "Il mio commento" in download.content.decode()
    assert "Di altri" not in download.content.decode()


def test_erasing_takes_a_tick_and_leaves_nothing(administrator, anna):
    guide = a_live_guide()
    public(a_comment(under=guide, text="Parole mie", author_email=EMAIL), by=anna)
    a_story(text="Parole mie", author_email=EMAIL)
    send_letter("contributions/emails/received.txt", to=EMAIL)
    unsure = administrator.post(DATA, {"email": EMAIL, "cancella": "1"})
    assert unsure.status_code == 422
    assert "segna prima questa casella" in unsure.content.decode()
    assert Comment.objects.get().text == "Parole mie"
    done = administrator.post(DATA, {"email": EMAIL, "cancella": "1", "sicuro": "on"})
    assert "Cancellato" in done.content.decode()
    assert not Letter.objects.filter(to=EMAIL).exists()
    for model in (Comment, Story):
        assert not model.objects.written_by(EMAIL).exists()
        assert not model.objects.filter(text__contains="Parole mie").exists()
    assert "Parole mie" not in administrator.get(guide.get_absolute_url()).content.decode()
    again = administrator.post(DATA, {"email": EMAIL, "guarda": "1"}).content.decode()
    assert "non abbiamo nulla" in again


@pytest.mark.parametrize("email", ["", "non-un-indirizzo", "a@b"])
def test_a_wrong_address_is_told_by_the_field(administrator, email):
    answer = administrator.post(DATA, {"email": email, "guarda": "1"})
    assert answer.status_code == 422
    assert "id_email_error" in answer.content.decode()
