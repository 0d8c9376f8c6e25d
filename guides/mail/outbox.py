"""Writing a letter: it is kept in the same transaction as the change it speaks of."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction

from guides.mail.delivery import queue
from guides.mail.message import words_of
from guides.mail.models import Letter
from guides.text.addresses import AddressRefused, email_address, owner


@transaction.atomic
def send_letter(
    template: str,
    *,
    to: str,
    context: dict[str, Any] | None = None,
    about: models.Model | None = None,
    unsubscribe_url: str = "",
) -> Letter:
    """Write a letter to one address; a worker sends it once the open transaction is committed.

    `template` is "<room>/emails/<name>.txt", its first line the subject. With an absolute
    `unsubscribe_url` (answering POST without questions, RFC 8058) mail programs show their own
    unsubscribe button. Raises ValueError for a wrong address: check it in the form.
    """
    to = _checked(to, unsubscribe_url)
    subject, text = words_of(template, {"unsubscribe_url": unsubscribe_url, **(context or {})})
    letter = Letter.objects.create(
        template=template,
        to=to,
        owner=owner(to),
        subject=subject,
        text=text,
        unsubscribe_url=unsubscribe_url,
        about=f"{about._meta.label_lower}:{about.pk}" if about else "",
    )
    queue(letter)
    return letter


def can_be_written_to(address: str) -> bool:
    """Whether `send_letter` takes it: Django's form of a person takes «redazione@localhost» too."""
    try:
        return bool(email_address(address))
    except AddressRefused:
        return False


def forget_sent_letters(*, before: datetime) -> int:
    """Delete letters sent, or refused for ever, before a moment; return how many.

    The words of a sent letter went already, when it was sent.
    """
    return Letter.objects.finished_before(before).delete()[0]


def _checked(to: str, unsubscribe_url: str) -> str:
    """The address in its one reading."""
    # What the errors say quotes the value: personal data, so not chained.
    try:
        address = email_address(to)
        if unsubscribe_url:
            URLValidator(schemes=["http", "https"])(unsubscribe_url)
    except (AddressRefused, ValidationError):
        raise ValueError("a letter cannot be written: invalid address") from None
    return address
