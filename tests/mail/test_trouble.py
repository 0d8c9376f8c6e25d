"""What happens to a letter when the mail server is down, busy, or says no."""

import logging
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db.models import Value
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from guides.mail import delivery, forget_sent_letters
from guides.mail.models import Letter

pytestmark = pytest.mark.django_db
ADDRESS = "lettrice@posta.example"


@pytest.fixture
def letter():
    letter = Letter.objects.create(template="t", to=ADDRESS, subject="s", text="Ciao.")
    delivery.queue(letter)
    return letter


def make_due(letter: Letter) -> None:
    """Let the time pass until the next attempt."""
    now = timezone.now()
    Letter.objects.filter(pk=letter.pk).update(due_at=now - timedelta(hours=1))
    DBTaskResult.objects.filter(status="READY").update(run_after=now)


def state_of(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state


def test_a_mail_server_that_is_down_delays_and_does_not_lose(letter, smtp_server, run_worker):
    smtp_server.stop()
    run_worker()
    assert state_of(letter) == Letter.State.QUEUED
    assert letter.attempts == 1
    assert letter.trouble == "ConnectionRefusedError"
    assert letter.due_at > timezone.now() + timedelta(seconds=20)
    smtp_server.start()
    make_due(letter)
    run_worker()
    assert state_of(letter) == Letter.State.SENT
    assert len(smtp_server.messages) == 1


@pytest.mark.parametrize("busy", ["421 too busy", "451 greylisted, try later"])
def test_a_busy_mail_server_is_tried_again(letter, smtp_server, run_worker, busy):
    smtp_server.answers_to_recipient = [busy]
    run_worker()
    assert state_of(letter) == Letter.State.QUEUED
    make_due(letter)
    run_worker()
    assert state_of(letter) == Letter.State.SENT


def test_retries_back_off_up_to_four_hours():
    waits = [delivery.wait_after(attempts) for attempts in range(1, 12)]
    assert waits[0] == timedelta(seconds=30)
    assert all(later >= 2 * sooner for sooner, later in pairwise(waits[:9]))
    assert waits[-1] == delivery.wait_after(1000) == timedelta(hours=4)


def test_a_recipient_refused_for_ever_is_kept_for_a_person_to_see(letter, smtp_server, run_worker):
    smtp_server.answers_to_recipient = ["550 no such user"]
    run_worker()
    assert state_of(letter) == Letter.State.REFUSED
    assert letter.trouble == "SMTPRecipientsRefused 550"
    assert letter.text == "Ciao."
    assert forget_sent_letters(before=timezone.now() - timedelta(days=1)) == 0
    assert not DBTaskResult.objects.ready().exists()


def test_a_refused_letter_is_forgotten_with_age(letter, smtp_server, run_worker):
    smtp_server.answers_to_recipient = ["550 no such user"]
    run_worker()
    assert forget_sent_letters(before=timezone.now() + timedelta(days=1)) == 1


def test_the_desk_never_shows_the_words_of_a_letter(letter, client, editor):
    client.force_login(editor)
    page = client.get(f"/admin/guides/letter/{letter.pk}/change/")
    assert ADDRESS in page.text
    assert "Ciao." not in page.text


def test_no_address_is_ever_logged(letter, smtp_server, run_worker, caplog):
    caplog.set_level(logging.DEBUG)
    smtp_server.answers_to_recipient = [f"451 {ADDRESS} not now", f"550 {ADDRESS} unknown"]
    run_worker()
    make_due(letter)
    run_worker()
    assert str(letter.pk) in caplog.text
    assert ADDRESS not in caplog.text
    assert not DBTaskResult.objects.exclude(traceback="").exists()


def test_a_letter_is_sent_once_even_if_its_task_runs_twice(letter, smtp_server, run_worker):
    delivery.queue(letter)
    run_worker()
    run_worker()
    assert len(smtp_server.messages) == 1


def test_a_letter_that_another_worker_is_sending_is_left_alone(letter, smtp_server, run_worker):
    assert letter.claim(until=timezone.now() + timedelta(minutes=10))
    run_worker()
    assert not smtp_server.messages


def test_a_letter_left_half_way_by_a_dead_worker_is_sent_again_and_the_log_says_so(
    letter, smtp_server, run_worker, caplog
):
    letter.claim(until=timezone.now() - timedelta(minutes=5))
    DBTaskResult.objects.all().delete()  # the queue forgets what a killed worker had begun
    delivery.rescue.enqueue()
    run_worker()
    assert state_of(letter) == Letter.State.SENT
    assert f"lettera {letter.pk}" in caplog.text
    assert "può essere stata inviata due volte" in caplog.text


def test_the_rescue_does_not_pile_up_tasks_for_a_worker_that_is_merely_behind(letter):
    make_due(letter)
    assert delivery.rescue.func() == 0
    assert DBTaskResult.objects.count() == 1


def test_an_editor_can_try_a_refused_letter_again(letter, smtp_server, run_worker, client, editor):
    smtp_server.answers_to_recipient = ["550 relay denied"]
    run_worker()
    client.force_login(editor)
    act = {"action": "send_again", "_selected_action": [str(letter.pk)]}
    answer = client.post("/admin/guides/letter/", act, follow=True)
    assert "ritenterà" in answer.text
    run_worker()
    assert state_of(letter) == Letter.State.SENT


@pytest.mark.parametrize("answer", ["550 no such user", "553 mailbox name not allowed"])
def test_a_5xx_ends_a_letter(letter, smtp_server, run_worker, answer):
    smtp_server.answers_to_recipient = [answer]
    run_worker()
    assert state_of(letter) == Letter.State.REFUSED
    assert not DBTaskResult.objects.ready().exists()


@pytest.mark.parametrize(
    "to", ["mario@" + "è" * 60 + ".it", "mario@\u0627b.it", "ma\nrio@posta.it"]
)
def test_an_address_that_cannot_be_encoded_ends_a_letter(letter, smtp_server, run_worker, to):
    """One kept before forms refused it: the model's field would not change it back."""
    Letter._base_manager.filter(pk=letter.pk).update(to=Value(to))
    run_worker()
    assert state_of(letter) == Letter.State.REFUSED
    assert letter.attempts == 1
    assert "mario" not in letter.trouble
    assert letter.text == "Ciao."
    assert not DBTaskResult.objects.ready().exists()
    assert not smtp_server.messages


def test_a_letter_is_given_up_after_five_days_of_trying(letter, smtp_server, run_worker):
    waits = [delivery.wait_after(n) for n in range(1, delivery.MOST_ATTEMPTS)]
    assert timedelta(days=4) < sum(waits, timedelta()) < timedelta(days=6)
    smtp_server.stop()
    Letter.objects.filter(pk=letter.pk).update(attempts=delivery.MOST_ATTEMPTS - 1)
    run_worker()
    assert state_of(letter) == Letter.State.REFUSED
    assert letter.trouble == "ConnectionRefusedError, dopo 40 tentativi"
    assert not DBTaskResult.objects.ready().exists()


def test_the_desk_says_that_a_letter_could_not_go(letter, client, editor, smtp_server, run_worker):
    smtp_server.answers_to_recipient = ["550 no such user"]
    run_worker()
    client.force_login(editor)
    page = client.get("/admin/guides/letter/").content.decode()
    assert "non consegnabile" in page
    assert "SMTPRecipientsRefused 550" in page
