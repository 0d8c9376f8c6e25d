"""The behaviour that content rooms wear: nothing is public before a moderator says so."""

import hashlib
import uuid
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from guides.caching.models import forget
from guides.caching.shown import Noted
from guides.moderation.deciding import Deciding
from guides.moderation.decisions import Agent, Decision, Verb, name_of
from guides.moderation.described import Described
from guides.moderation.forgettable import Forgettable
from guides.moderation.handling import Handling
from guides.moderation.item import QueueItem
from guides.moderation.received import Received
from guides.moderation.standing import Contributor
from guides.moderation.states import State
from guides.written import CharField, EmailField


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


class Moderated(Received, Deciding, Handling, Forgettable, Described, Noted):
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
    author_name = CharField("nome mostrato", max_length=60)
    author_email = EmailField("e-mail", blank=True)
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
        with transaction.atomic():
            super().save(*args, update_fields=update_fields, **kwargs)
            if self.is_public:
                forget(*self.changed_tags())

    def changed_tags(self) -> set[str]:
        """What pages must forget when readers see it change: rooms add where it is listed."""
        return {self.shown_tag}

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
        tags = self.changed_tags() if self.is_public else set()
        deleted = super().delete(*args, **kwargs)
        forget(*tags)
        item.discard()
        return deleted

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
