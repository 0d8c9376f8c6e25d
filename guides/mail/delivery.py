"""The letters' way out: the only code that talks to the mail server, run by `manage.py db_worker`.

A letter goes queued -> sending -> sent. The task queue forgets a task whose worker was killed, so
the letter itself knows when it must be looked at again (`due_at`) and `rescue` looks.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from guides.mail.message import compose
from guides.mail.models import Letter

log = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=4)  # RFC 5321 §4.5.4.1: retry for days, some hours apart
MOST_ATTEMPTS = 40  # some five days of waiting, after which RFC 5321 has a message given up
GRACE = timedelta(minutes=1)  # before an overdue letter is thought to be forgotten


@task()
def deliver(letter_id: str) -> str:
    """Send a letter if it is due; return what became of it, without personal data."""
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:
        return "erased"
    was_interrupted = letter.state == Letter.State.SENDING
    if not letter.claim(until=timezone.now() + _lease()):
        return "not due"
    if was_interrupted:
        log.warning(
            "lettera %s: un invio si era interrotto a metà, può essere stata inviata due volte",
            letter.pk,
        )
    letter.refresh_from_db()
    return _send(letter)


@task()
def rescue() -> int:
    """Queue again the letters that a killed worker forgot; return how many."""
    if DBTaskResult.objects.ready().filter(task_path=deliver.module_path).exists():
        return 0  # the worker is merely behind: what is overdue is still in its queue
    overdue = Letter.objects.overdue(since=timezone.now() - GRACE)
    forgotten = list(overdue.values_list("pk", flat=True)[:500])
    for pk in forgotten:
        deliver.enqueue(str(pk))
    return len(forgotten)


def queue(letter: Letter, *, at: datetime | None = None) -> None:
    """Put a letter's sending in the task queue, in the transaction that is open."""
    deliver.using(run_after=at).enqueue(str(letter.pk))


def wait_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts: 30 s, doubling up to 4 hours."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)


def _send(letter: Letter) -> str:
    # An error that may pass only delays, and no letter is lost: one that ends is kept for a person
    # to see. The message of an error may quote the address, so only its name and SMTP code are
    # kept and logged.
    try:
        compose(letter).send()
    except Exception as error:
        return _after_trouble(letter, error)
    letter.mark_sent()
    log.info("letter %s sent: %s, attempt %s", letter.pk, letter.template, letter.attempts)
    return "sent"


def _after_trouble(letter: Letter, error: Exception) -> str:
    trouble = f"{type(error).__name__} {_smtp_code(error) or ''}".strip()
    if _is_for_ever(error):
        letter.mark_refused(because=trouble)
        log.error("letter %s cannot be delivered: %s", letter.pk, trouble)
        return "refused"
    if letter.attempts >= MOST_ATTEMPTS:
        letter.mark_refused(because=f"{trouble}, dopo {letter.attempts} tentativi")
        log.error("letter %s given up after %s attempts: %s", letter.pk, letter.attempts, trouble)
        return "given up"
    until = timezone.now() + wait_after(letter.attempts)
    with transaction.atomic():
        letter.delay(until=until, because=trouble)
        queue(letter, at=until)
    log.warning("letter %s delayed after attempt %s: %s", letter.pk, letter.attempts, trouble)
    return "delayed"


def _smtp_code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min(code for code, _ in error.recipients.values())
    return getattr(error, "smtp_code", None)


def _is_for_ever(error: Exception) -> bool:
    """True when trying again cannot help.

    The server refused this recipient or these words with a 5xx (RFC 5321 §4.2.1), or the address
    cannot be written in a message at all (ValueError: its encoding, a line end in a header). A 5xx
    to our greeting or password says that we are misconfigured: the letter waits.
    """
    if isinstance(error, ValueError | smtplib.SMTPNotSupportedError):
        return True
    about_the_letter = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    return about_the_letter and (_smtp_code(error) or 0) >= 500


def _lease() -> timedelta:
    return timedelta(seconds=settings.MAIL_LEASE_SECONDS)
