"""Letters to moderators: one for many items, to those who want them, with no reader's word."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.mail.models import Letter
from guides.moderation.item import QueueItem
from guides.moderation.preferences import ModeratorPreferences
from guides.queue.alerts import send_alarms, send_digests
from tests.voices import a_comment, a_story

pytestmark = pytest.mark.django_db

AVVISI = "/admin/guides/queueitem/avvisi/"


def letters():
    return Letter.objects.filter(template__startswith="queue/").order_by("written_at")


def wants(user, **what) -> ModeratorPreferences:
    return ModeratorPreferences.objects.create(user=user, **what)


def hours_ago(hours: float):
    return timezone.now() - timedelta(hours=hours)


def test_nobody_is_written_to_who_did_not_ask(anna):
    a_story()
    assert send_digests.func() == 0
    assert send_alarms.func() == 0


def test_the_digest_is_one_letter_for_all_that_arrived(anna):
    wants(anna, wants_digest=True)
    story, comment = a_story(title="Parolasegreta", text="Altra parolasegreta"), a_comment()
    assert send_digests.func() == 1
    letter = letters().get()
    assert letter.to == anna.email
    assert letter.subject == "Da moderare: 2 arrivi nuovi"
    for content in (story, comment):
        assert f"/admin/guides/queueitem/?voce={content.queue_item_id}" in letter.text
    assert "arolasegreta" not in letter.text


def test_the_next_digest_tells_only_what_is_new(anna):
    wants(anna, wants_digest=True)
    a_story()
    send_digests.func()
    assert send_digests.func() == 0
    a_story()
    assert send_digests.func() == 1
    assert letters().last().subject == "Da moderare: 1 arrivo nuovo"


def test_what_was_decided_before_the_digest_is_not_in_it(anna):
    wants(anna, wants_digest=True)
    a_story().approve(by=anna)
    assert send_digests.func() == 0


def test_a_long_list_is_cut_and_says_so(anna):
    wants(anna, wants_digest=True)
    for _ in range(13):
        a_story()
    send_digests.func()
    assert letters().get().text.count("?voce=") == 10
    assert "e altre 3" in letters().get().text


def test_the_alarm_tells_once_a_day_what_waits_for_too_long(anna):
    wants(anna, wants_alarm=True)
    a_story()
    assert send_alarms.func() == 0
    a_story(submitted_at=hours_ago(25))
    assert send_alarms.func() == 1
    assert letters().get().subject == "Da moderare: una voce aspetta da più di 24 ore"
    assert send_alarms.func() == 0
    ModeratorPreferences.objects.update(alarm_until=hours_ago(0.1))
    assert send_alarms.func() == 1


def test_who_left_or_may_not_moderate_gets_nothing(anna, bea, django_user_model):
    writer = django_user_model.objects.create_user("ugo", "ugo@redazione.example", is_staff=True)
    for user in (anna, bea, writer):
        wants(user, wants_digest=True, wants_alarm=True)
    anna.is_active = False
    anna.save()
    bea.email = ""
    bea.save()
    a_story(submitted_at=hours_ago(48))
    assert send_digests.func() + send_alarms.func() == 0


def test_who_cannot_be_written_to_does_not_keep_the_others_from_knowing(anna, bea):
    for who, address in ((anna, "redazione@localhost"), (bea, "bea@posta.example")):
        type(who).objects.filter(pk=who.pk).update(email=address)
        wants(who, wants_digest=True, wants_alarm=True)
    a_story()
    a_story(submitted_at=hours_ago(30))
    assert (send_digests.func(), send_alarms.func()) == (1, 1)
    assert {letter.to for letter in letters()} == {"bea@posta.example"}


def test_a_moderator_chooses_on_a_page_of_the_queue(client, anna):
    client.force_login(anna)
    assert client.get(AVVISI).status_code == 200
    client.post(AVVISI, {"wants_digest": "on"})
    mine = ModeratorPreferences.objects.get(user=anna)
    assert (mine.wants_digest, mine.wants_alarm) == (True, False)
    client.post(AVVISI, {})
    mine.refresh_from_db()
    assert not mine.wants_digest


def test_a_letter_never_decides(client, anna):
    wants(anna, wants_digest=True)
    a_story()
    send_digests.func()
    client.force_login(anna)
    address = next(line for line in letters().get().text.split() if "?voce=" in line)
    assert client.get(address.partition("localhost:8000")[2]).status_code == 200
    assert QueueItem.objects.waiting().count() == 1
