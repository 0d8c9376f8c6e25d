"""What a rule does when something arrives, and when its author confirms the address."""

from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils import timezone

from guides.moderation.blocks import RULE, Block
from guides.moderation.contributors import Contributor
from guides.moderation.decisions import AGAIN, Verb
from guides.moderation.exceptions import CannotDecide
from guides.moderation.preferences import ModerationSettings
from guides.moderation.states import State
from guides.moderation.verbs.core import acting

GUARD = "guardia antispam"


def submit(content, *, verdict: dict | None = None):
    """Take it in, once for each submission_id: return this row, or the one kept before.

    `verdict` is Verdict.as_json() of the spam guard: it sorts, it never deletes.
    """
    content.verdict = verdict or content.verdict
    try:
        with transaction.atomic():
            content.save(force_insert=True)
            with acting(content) as act:
                act.record(Verb.RECEIVE)
            apply_spam_verdict(content)
            content.on_received()
    except IntegrityError:
        before = type(content)._base_manager.filter(submission_id=content.submission_id).first()
        if before is None:
            raise
        return before
    return content


def apply_spam_verdict(content) -> None:
    """Mark as spam what a blocked author sent or the guard judges so; flag what is suspicious."""
    if Block.objects.in_force().on_content(content).exists():
        content.mark_spam(by=None, rule=RULE)
    elif content.verdict.get("is_spam"):
        content.mark_spam(by=None, rule=GUARD)
    elif content.verdict.get("is_suspicious"):
        content.flag(rule=GUARD)


@transaction.atomic
def confirm_email(content) -> bool:
    """The address is its author's; a trusted author is published at once if settings say so."""
    unconfirmed = type(content)._base_manager.filter(pk=content.pk, email_confirmed_at__isnull=True)
    confirmed = unconfirmed.exclude(author_email="").update(email_confirmed_at=timezone.now())
    if not confirmed:
        return False
    content.refresh_from_db()
    if _may_be_trusted(content):
        # A moderator may be faster, or what it answers not be public: then it waits like the rest.
        with suppress(CannotDecide), transaction.atomic():
            content.approve(by=None, rule="autore fidato")
    return True


def _may_be_trusted(content) -> bool:
    chosen = ModerationSettings.current()
    if not chosen.trusts_authors or content.state != State.WAITING or content.queue_item.flagged:
        return False
    if content.queue_item.decisions.filter(verb__in=AGAIN).exists():  # a person had refused it
        return False
    standing = Contributor.objects.of(content.author_email)
    return standing.is_trusted(after=chosen.trusted_after)
