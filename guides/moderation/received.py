"""What its author does: sends it, confirms the address, changes it while it waits."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from guides.moderation.deciding import Overtaken
from guides.moderation.decisions import Agent, Verb
from guides.moderation.preferences import ModerationSettings
from guides.moderation.standing import Contributor
from guides.moderation.states import State


class Received:
    """Verbs of the author, and what a rule decides when they are done."""

    def submit(self, *, verdict: dict | None = None) -> "Received":
        """Take it in, once for each submission_id: return this row, or the one kept before.

        `verdict` is Verdict.as_json() of the spam guard: it sorts, it never deletes.
        """
        try:
            with transaction.atomic():
                self.verdict = verdict or self.verdict
                self.save(force_insert=True)
                self._record(Verb.RECEIVE, by=None)
                self._heed_the_guard()
                self.on_received()
        except IntegrityError:
            before = type(self)._base_manager.filter(submission_id=self.submission_id).first()
            if before is None:
                raise
            return before
        return self

    def _heed_the_guard(self) -> None:
        if self.verdict.get("is_spam"):
            self.mark_spam(by=None, rule="guardia antispam")
        elif self.verdict.get("is_suspicious"):
            self.flag(rule="guardia antispam")

    @transaction.atomic
    def confirm_email(self) -> bool:
        """The address is its author's; a trusted author is published at once if settings say so."""
        unconfirmed = type(self)._base_manager.filter(pk=self.pk, email_confirmed_at__isnull=True)
        confirmed = unconfirmed.exclude(author_email="").update(email_confirmed_at=timezone.now())
        if not confirmed:
            return False
        self.refresh_from_db()
        if self._may_be_trusted():
            self.approve(by=None, rule="autore fidato")
        return True

    def _may_be_trusted(self) -> bool:
        chosen = ModerationSettings.current()
        if not chosen.trusts_authors or self.state != State.WAITING or self.queue_item.flagged:
            return False
        standing = Contributor.objects.of(self.author_email)
        return standing.is_trusted(after=chosen.trusted_after)

    @transaction.atomic
    def revise(self, *, verdict: dict | None = None, seen: int | None = None, **words: Any) -> None:
        """The author changes the words while it waits. Raises Overtaken once it was decided."""
        seen = self.version if seen is None else seen
        self._lock(by=None, seen=seen)
        if self.state not in (State.WAITING, State.SPAM):
            raise Overtaken(self.last_decision)
        self._drop_originals()
        for field, value in words.items():
            setattr(self, field, value)
        if verdict is not None:
            self.verdict = verdict
        self._save_as_seen([*words, "verdict"])
        self._record(Verb.REVISE, by=None, agent=Agent.AUTHOR)
