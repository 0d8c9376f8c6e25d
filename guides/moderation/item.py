"""The queue's own table: one small row for each thing of any kind that is moderated."""

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from guides.moderation.contest import Contest
from guides.moderation.contributors import Contributor
from guides.moderation.conversation import InternalNote, Question
from guides.moderation.correction import Correction
from guides.moderation.originals import Original
from guides.moderation.queue_text import QueueText
from guides.moderation.states import State


class QueueItemQuerySet(models.QuerySet):
    def waiting(self) -> "QueueItemQuerySet":
        return self.filter(state=State.WAITING)

    def approved(self) -> "QueueItemQuerySet":
        return self.filter(state=State.APPROVED)

    def rejected(self) -> "QueueItemQuerySet":
        return self.filter(state=State.REJECTED)

    def spam(self) -> "QueueItemQuerySet":
        return self.filter(state=State.SPAM)

    def withdrawn(self) -> "QueueItemQuerySet":
        return self.filter(state=State.WITHDRAWN)

    def flagged(self) -> "QueueItemQuerySet":
        return self.filter(flagged=True)

    def decided(self, state: str) -> "QueueItemQuerySet":
        """Of one state among the decided ones, the latest decision first."""
        return self.filter(state=state).order_by("-decided_at", "-id")

    def waiting_since(self, moment: datetime) -> "QueueItemQuerySet":
        return self.waiting().filter(submitted_at__lte=moment)

    def oldest_first(self) -> "QueueItemQuerySet":
        return self.order_by("submitted_at", "id")


class QueueItem(models.Model):
    """What the queue knows of a contribution: kept by Moderated's verbs, never by hand."""

    kind = models.CharField("tipo", max_length=40)  # the model's name: story, comment…
    state = models.CharField("stato", max_length=10, choices=State)
    submitted_at = models.DateTimeField("ricevuto il")
    decided_at = models.DateTimeField("deciso il", null=True)
    flagged = models.BooleanField("segnalato", default=False)
    contributor = models.ForeignKey(
        "guides.Contributor", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="preso in carico da",
    )
    claimed_until = models.DateTimeField("fino a", null=True)
    lesson = models.CharField(max_length=4, blank=True)  # what the spam guard learned from it

    objects = QueueItemQuerySet.as_manager()

    class Meta:
        verbose_name = "voce della coda"
        verbose_name_plural = "da moderare"
        default_permissions = ()
        permissions = [("moderate_contribution", "Può decidere che cosa si pubblica")]
        # What makes the page as fast with a million items as with a hundred: each tab reads the
        # head of an index that holds its own rows, in its own order.
        indexes = [
            models.Index(
                fields=["submitted_at", "id"],
                name="queue_waiting",
                condition=Q(state=State.WAITING),
            ),
            models.Index(
                fields=["submitted_at", "id"], name="queue_flagged", condition=Q(flagged=True)
            ),
            models.Index(fields=["state", "-decided_at", "-id"], name="queue_decided"),
            models.Index(fields=["contributor", "-id"], name="queue_of_an_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_at__isnull=True)
                | (~Q(state=State.WAITING) & Q(decided_at__isnull=False)),
                name="queue_item_waits_or_was_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN, flagged=True),
                name="queue_item_withdrawn_is_not_flagged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.get_state_display()}"

    def save(self, *args, update_fields=None, **kwargs) -> None:
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is None or {"state", "flagged"} & set(update_fields):
            QueueText.objects.moved(self)

    @property
    def claimer(self):
        """Who has it in hand now, None when nobody or no longer."""
        if self.claimed_until and self.claimed_until > timezone.now():
            return self.claimed_by
        return None

    def move(self, *, to: str, at: datetime, is_sent_again: bool = False) -> None:
        """Follow the contribution to another state: no longer flagged, no longer in hand.

        What its author sends again waits from now on.
        """
        if is_sent_again:
            self.submitted_at = at
        Contributor.objects.tally(self.contributor_id, left=self.state, entered=to)
        self.state = to
        self.decided_at = None if to == State.WAITING else at
        self.flagged = False
        self.claimed_by = self.claimed_until = None
        self.save()

    def follow_address(self, email: str) -> None:
        """It is of another address now: what was decided about it counts there."""
        Contributor.objects.tally(self.contributor_id, left=self.state, entered="")
        self.contributor = Contributor.objects.known_as(email)
        Contributor.objects.tally(self.contributor_id, left="", entered=self.state)
        self.save(update_fields=["contributor"])

    def forget_contributor(self) -> None:
        """It is nobody's any more."""
        QueueItem.objects.filter(pk=self.pk).update(contributor=None)
        self.contributor = None

    def forget_words(self) -> None:
        """Notes, questions and originals may hold personal data; the bare decisions stay."""
        for model in (InternalNote, Question, Original, Correction, Contest):
            model.objects.filter(decision__item=self).delete()

    @transaction.atomic
    def discard(self) -> None:
        """Leave the queue; the decisions stay, without what they were about."""
        self.forget_words()
        self.delete()
