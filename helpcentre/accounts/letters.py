"""Letters to whom an account belongs, when something about its door changes."""

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from guides.mail.outbox import send_letter
from guides.text.addresses import AddressRefused, email_address
from helpcentre.accounts import recovery

WRONG_CODES_BEFORE_A_LETTER = 5  # since yesterday, after a right password


def wrong_codes(user: User) -> None:
    _write(user, "wrong_codes")


def recovery_code_used(user: User) -> None:
    _write(user, "recovery_code_used", left=recovery.how_many_left(user))


def second_factor_changed(user: User, what: str) -> None:
    """`what` happened, as a sentence."""
    _write(user, "second_factor_changed", what=what)


def second_factor_reset(user: User, *, by: str, because: str) -> None:
    _write(user, "second_factor_reset", by=by, because=because)


def owner_code(user: User, code: str) -> None:
    _write(user, "owner_code", code=code)


def address_of(user: User) -> str | None:
    """An account may have none, or one that nobody can write to."""
    try:
        return email_address(user.email or "")
    except AddressRefused:
        return None


def _write(user: User, name: str, **context) -> None:
    to = address_of(user)
    if to is None:
        return
    context |= {
        "name": user.get_short_name() or user.get_username(),
        "at": timezone.now(),
        "page": settings.SITE_URL + reverse("admin:security"),
    }
    send_letter(f"accounts/emails/{name}.txt", to=to, context=context)
