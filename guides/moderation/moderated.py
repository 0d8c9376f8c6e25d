"""The behaviour that content rooms wear: nothing is public before a moderator says so."""

import hashlib
import uuid
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from guides.moderation.deciding import Deciding, Overtaken
from guides.moderation.decisions import Agent, Decision, Verb, name_of
from guides.moderation.described import Described
from guides.moderation.handling import Handling
from guides.moderation.item import QueueItem
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings
from guides.moderation.standing import Contributor
from guides.moderation.states import State


class ModeratedQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=State.WAITING)

    def approved(self):
        """What readers may see. The only way to it."""
        return self.filter(state=State.APPROVED)

    def rejected(self):
        return self.filter(state=State.REJECTED)

    def spam(self):
        return self.filter(state=State.SPAM)

    def withdrawn(self):
        return self.filter(state=State.WITHDRAWN)

    def flagged(self):
        return self.filter(queue_item__flagged=True)

    def written_by(self, email: str):
        return self.filter(author_email__iexact=email.strip()) if email.strip() else self.none()

    def oldest_first(self):
        return self.order_by("submitted_at", "pk")

    def newest_first(self):
        return self.order_by("-submitted_at", "-pk")

    def for_queue(self):
        """With all that a row of the queue reads: content rooms add their select_related."""
        return self


class Moderated(Deciding, Handling, Described, models.Model):
    """What somebody sent us and a moderator decides upon."""

    State = State
    # Fields that only verbs write: save() of an older copy never takes a decision back.
    KEPT_BY_VERBS = ("state", "decided_at", "version", "queue_item")
    redactable: tuple[str, ...] = ("text",)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission_id = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, verbose_name="chiave dell’invio"
    )
    state = models.CharField(
        "stato", max_length=10, choices=State, default=State.WAITING, editable=False
    )
    submitted_at = models.DateTimeField("ricevuto il", default=timezone.now, editable=False)
    decided_at = models.DateTimeField("deciso il", null=True, editable=False)
    author_name = models.CharField("nome mostrato", max_length=60)
    author_email = models.EmailField("e-mail", blank=True)
    email_confirmed_at = models.DateTimeField("e-mail confermata il", null=True, editable=False)
    network = models.CharField(max_length=64, blank=True, editable=False)  # a hash, never raw
    verdict = models.JSONField("parere dell’antispam", default=dict, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    queue_item = models.OneToOneField(
        "guides.QueueItem", models.PROTECT, related_name="%(class)s", editable=False
    )

    objects = ModeratedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="%(class)s_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_at__isnull=True)
                | (~Q(state=State.WAITING) & Q(decided_at__isnull=False)),
                name="%(class)s_waits_or_was_decided",
            ),
        ]

    def save(self, *args: Any, update_fields=None, **kwargs: Any) -> None:
        if self._state.adding:
            self._save_with_its_item(*args, **kwargs)
            return
        if update_fields is None:
            fields = (f.name for f in self._meta.concrete_fields if not f.primary_key)
            update_fields = [name for name in fields if name not in self.KEPT_BY_VERBS]
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def is_public(self) -> bool:
        return self.state == State.APPROVED

    @property
    def text_hash(self) -> str:
        """SHA-256 (hex) of the words as they stand: what a decision was about."""
        words = f"{self.queue_title}\n{self.queue_text}"
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def last_decision(self) -> Decision | None:
        """The last act that changed the state or the words."""
        acts = [Verb.CLAIM, Verb.RELEASE, Verb.NOTE, Verb.ASK]
        return self.queue_item.decisions.exclude(verb__in=acts).last()

    @property
    def reason(self):
        """Why it is in this state, None when no reason was given: for the author's page."""
        last = self.queue_item.decisions.about_state().select_related("reason").last()
        return last.reason if last else None

    @property
    def _was_withdrawn_by_its_author(self) -> bool:
        if self.state != State.WITHDRAWN:
            return False
        return self.queue_item.decisions.about_state().last().agent == Agent.AUTHOR

    @transaction.atomic
    def _save_with_its_item(self, *args: Any, **kwargs: Any) -> None:
        if not self.queue_item_id:
            self.queue_item = QueueItem.objects.create(
                kind=self._meta.model_name,
                state=self.state,
                submitted_at=self.submitted_at,
                decided_at=self.decided_at,
                contributor=Contributor.objects.known_as(self.author_email),
            )
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any):
        """Its notes and questions go with it; the decisions stay, without what they were about."""
        item = self.queue_item
        deleted = super().delete(*args, **kwargs)
        item.discard()
        return deleted

    def submit(self, *, verdict: dict | None = None) -> "Moderated":
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

    @transaction.atomic
    def forget_author(self) -> None:
        """Name, address, network and originals go; the room erases the words that are its own."""
        self._drop_originals()
        self.author_name = self.author_email = self.network = ""
        self.verdict = {}
        self.email_confirmed_at = None
        self._save_as_seen(
            ["author_name", "author_email", "network", "verdict", "email_confirmed_at"]
        )
        QueueItem.objects.filter(pk=self.queue_item_id).update(contributor=None)
        self.queue_item.forget_talk()

    def _drop_originals(self) -> None:
        Original.objects.filter(decision__item=self.queue_item_id).delete()

    def _record(
        self, verb: Verb, *, by, left: str | None = None, agent: Agent | None = None, **why: Any
    ) -> Decision:
        return self.queue_item.decisions.create(
            kind=self.queue_item.kind,
            verb=verb,
            from_state=self.state if left is None else left,
            to_state=self.state,
            agent=agent or (Agent.MODERATOR if by else Agent.RULE),
            actor=by,
            actor_name=name_of(by),
            text_hash=self.text_hash,
            **why,
        )
