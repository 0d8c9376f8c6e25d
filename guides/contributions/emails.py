"""The letters to an author. Only the first goes to an address that has not confirmed yet."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from guides.mail import send_letter
from guides.mail.models import Letter
from guides.moderation.decisions import Verb
from guides.text.addresses import PROVIDERS, owner

log = logging.getLogger(__name__)

# Nobody can fill somebody else's mailbox by typing their address again and again, in any spelling.
FIRST_LETTERS_A_DAY = 5
# Nor a house's: all names of a domain may be one person's, except where anybody gets a mailbox.
FIRST_LETTERS_A_DAY_TO_A_DOMAIN = 40
_first_letters: set[str] = set()


def sent_unasked(template: str) -> str:
    """Say that a letter goes to addresses that nobody has confirmed: they share one limit."""
    _first_letters.add(template)
    return template


RECEIVED = sent_unasked("contributions/emails/received.txt")


def send_first_letter(addressed, template: str, *, is_wanted: bool = True, **context) -> None:
    """Ask an address to confirm. The letter holds nothing that was typed in a form.

    One that must not be sent is written all the same and taken back: how long an answer takes
    says nothing of an address that somebody else typed.
    """
    if not addressed.address:
        return
    with transaction.atomic():
        is_enough = _is_enough_for_today(addressed.address)
        _send(addressed, template, **context)
        if is_enough or not is_wanted or not addressed.can_be_asked_to_confirm:
            transaction.set_rollback(True)
    if is_enough:
        log.info("first letter not written: enough for today (%s)", template)


def _is_enough_for_today(address: str) -> bool:
    recent = Letter.objects.filter(
        template__in=_first_letters, written_at__gt=timezone.now() - timedelta(days=1)
    )
    if recent.reaching(address).count() >= FIRST_LETTERS_A_DAY:
        return True
    domain = owner(address).rpartition("@")[2]
    return (
        domain not in PROVIDERS and recent.within(domain).count() >= FIRST_LETTERS_A_DAY_TO_A_DOMAIN
    )


def received(contribution) -> None:
    send_first_letter(contribution, RECEIVED)


def approved(
    contribution, decision, *, what: str, place: str, is_changed: bool, is_corrected: bool
) -> None:
    """It is public at `place` (absolute address), with words omitted or typing errors corrected."""
    how = {"is_changed": is_changed, "is_corrected": is_corrected}
    contest = getattr(decision, "settles", None)
    name = "decided_again" if contest else "approved"
    _send_about(contribution, name, what=what, place=place, contest=contest, **how)


def corrected(contribution, *, what: str, place: str, correction) -> None:
    """A typing error in what is public was corrected."""
    _send_about(contribution, "corrected", what=what, place=place, correction=correction)


def rejected(contribution, decision, *, what: str) -> None:
    reason = decision.reason.text_for_author if decision.reason else ""
    contest = getattr(decision, "settles", None)
    name = "decided_again" if contest else "rejected"
    _send_about(contribution, name, what=what, reason=reason, contest=contest)


def came_back(contribution, decision, *, what: str) -> None:
    """What was refused was sent again, or the refusal contested: we have it."""
    name = "contested" if decision.verb == Verb.CONTEST else "sent_again"
    _send_about(contribution, name, what=what)


def asked(contribution, *, what: str, question: str) -> None:
    _send_about(contribution, "asked", what=what, question=question)


def _send_about(contribution, name: str, **context) -> None:
    if contribution.is_reachable:
        template = f"contributions/emails/{name}.txt"
        _send(contribution, template, this=contribution.this, **context)


def _send(addressed, template: str, **context) -> None:
    send_letter(
        template,
        to=addressed.address,
        context={"private_link": addressed.mailed_address, **context},
        about=addressed,
        unsubscribe_url=addressed.stop_address,
    )
