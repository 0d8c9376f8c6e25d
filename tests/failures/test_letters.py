"""An error of ours reaches an administrator by letter: at once, then once an hour, with a count."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import OperationalError
from django.utils import timezone

from guides.failures.models import MOST_LETTERS, Failure, tell_administrators
from guides.failures.reporting import MOST_GROUPS, Reports
from guides.mail.models import Letter
from guides.text.dates import in_words
from helpcentre.failing import ToAdministrators

WORDS = "anna.rossi@posta.example 333 1234567"


@pytest.fixture
def administrator(db):
    User.objects.create_superuser("senza", email="")
    User.objects.create_superuser("di-prova", email="redazione@localhost")
    User.objects.create_superuser("via", email="via@posta.example", is_active=False)
    User.objects.create_user("redattrice", email="redattrice@posta.example", is_staff=True)
    return User.objects.create_superuser("capo", email="capo@posta.example", first_name="Rita")


@pytest.fixture
def reports():
    return Reports()


@pytest.fixture
def log(reports):
    logger = logging.getLogger("guides.of_a_test")
    handler = ToAdministrators(reports)
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)


def fail(log, *, words: str = WORDS) -> None:
    try:
        int(words)
    except ValueError as error:
        log.exception("Internal Server Error: /cerca/%s", error)


def later(**ago) -> None:
    """Let the last letters be that old."""
    Failure.objects.update(told_at=timezone.now() - timedelta(**ago))


def letters() -> list[Letter]:
    return list(Letter.objects.filter(template="failures/emails/failed.txt").order_by("written_at"))


def test_the_first_is_told_at_once_and_without_a_word_of_anybody(administrator, log, reports):
    fail(log)
    reports.write()
    (letter,) = letters()
    assert letter.to == "capo@posta.example"
    assert letter.subject == "Errore del sito: ValueError"
    assert "tests/failures/test_letters.py" in letter.text
    assert "Buongiorno Rita" in letter.text
    assert "incontrato un errore" in letter.text
    kept = str(Failure.objects.values().get())
    for secret in ("anna", "333 1234567", "/cerca/"):
        assert secret not in letter.text + letter.subject + kept


def test_more_of_the_same_waits_an_hour_and_is_then_counted(administrator, log, reports):
    for words in ("uno", "due", "tre"):
        fail(log, words=words)
        reports.write()
    assert len(letters()) == 1
    assert tell_administrators.func() == 0
    later(minutes=59)
    assert tell_administrators.func() == 0
    later(minutes=61)
    assert tell_administrators.func() == 1
    first = in_words(Failure.objects.get().first_at, "il")
    assert f"3 volte, la prima {first}." in letters()[-1].text
    later(minutes=61)
    assert tell_administrators.func() == 0  # nothing happened since


def test_another_error_is_another_letter(administrator, log, reports):
    fail(log)
    for folder in ("pages", "other"):
        log.error("the folder %s is lost", folder)
    reports.write()
    assert sorted(Failure.objects.values_list("times", flat=True)) == [1, 2]
    assert len(letters()) == 2


def test_a_release_that_breaks_everything_does_not_fill_the_mailbox(administrator, reports):
    for number in range(3 * MOST_LETTERS):
        reports.note(what=f"Error{number}", where="guides/x.py:1 y")
    reports.write()
    assert len(letters()) == MOST_LETTERS
    tell_administrators.func()
    assert len(letters()) == MOST_LETTERS
    later(minutes=61)
    tell_administrators.func()
    assert len(letters()) == 2 * MOST_LETTERS


def test_warnings_and_what_is_said_elsewhere_are_no_letters(administrator, log, reports):
    log.warning("nothing much")
    handler = ToAdministrators(reports)
    for name in (
        "guides.mail.delivery",
        "helpcentre.database_down",
        "django.request",
        "django.security.x",
    ):
        handler.handle(logging.LogRecord(name, logging.ERROR, "", 1, "x", (), None))
    reports.write()
    assert not letters()


def test_while_the_database_is_away_they_wait_in_bounded_memory(
    administrator, log, reports, monkeypatch
):
    def away(*_, **__):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(Failure.objects, "note", away)
        patch.setattr("guides.failures.models.FailureQuerySet.note", away)
        for _ in range(3):
            fail(log)
            assert not reports.write()
        for number in range(2 * MOST_GROUPS):
            reports.note(what=str(number), where="x")
        assert len(reports.waiting) == MOST_GROUPS
    reports.waiting = dict(list(reports.waiting.items())[:1])
    assert reports.write()
    assert Failure.objects.get().times == 3
    assert len(letters()) == 1


def test_two_processes_that_meet_it_write_one_letter(administrator, log, reports):
    fail(log)
    reports.write()
    Failure.objects.update(told_at=None, told_times=0)
    one = Failure.objects.get()
    assert Failure.objects.get().tell(timezone.now())
    assert not one.tell(timezone.now())


def test_what_has_not_happened_for_ninety_days_is_forgotten(administrator, log, reports):
    from django.core.management import call_command

    fail(log)
    reports.write()
    Failure.objects.update(last_at=timezone.now() - timedelta(days=91))
    call_command("forget_old_data", verbosity=0)
    assert not Failure.objects.exists()


def test_the_letter_is_sent_like_any_other(administrator, log, reports, run_worker):
    fail(log)
    reports.write()
    run_worker()
    assert [message.to for message in mail.outbox] == [["capo@posta.example"]]
