"""What an author answers to a refusal, and who may decide on it."""

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guides.moderation.decisions import Decision
from guides.text.fields import TextField

ALONE = "Ha deciso la stessa persona: in redazione non c’era nessun altro."


class ContestQuerySet(models.QuerySet):
    def about(self, item) -> "ContestQuerySet":
        return self.filter(decision__item=item).select_related("decision", "against__reason")

    def waiting(self) -> "ContestQuerySet":
        return self.filter(settled_by__isnull=True)

    def settled_before(self, moment) -> "ContestQuerySet":
        return self.filter(settled_by__at__lt=moment)

    def reopen(self, decision: Decision) -> None:
        """What settled it was taken back."""
        self.filter(settled_by=decision).update(settled_by=None, answer="")


class Contest(models.Model):
    """An author's own words against one decision; moderators read them, readers never do."""

    decision = models.OneToOneField("guides.Decision", models.CASCADE, related_name="contest")
    against = models.OneToOneField(
        "guides.Decision", models.CASCADE, related_name="contested_by", verbose_name="contro"
    )
    text = TextField("perché secondo chi scrive è sbagliata")
    settled_by = models.OneToOneField(
        "guides.Decision", models.SET_NULL, null=True, related_name="settles", editable=False
    )
    answer = TextField("risposta a chi scrive", blank=True)
    made_at = models.DateTimeField("contestato il", default=timezone.now)

    objects = ContestQuerySet.as_manager()

    class Meta:
        verbose_name = "contestazione"
        verbose_name_plural = "contestazioni"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="contest_says_why"),
            models.CheckConstraint(
                condition=~Q(decision=models.F("against")), name="contest_is_against_another"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        return self.settled_by_id is None

    @property
    def was_settled_alone(self) -> bool:
        """True when the same person decided twice, for there was nobody else."""
        return bool(self.settled_by and self.settled_by.note == ALONE)

    def settle(self, decision: Decision, *, answer: str = "") -> None:
        self.settled_by, self.answer = decision, answer
        self.save(update_fields=["settled_by", "answer"])

    def was_decided_first_by(self, moderator) -> bool:
        return bool(moderator and self.against.actor_id == moderator.pk)


def is_alone(moderator) -> bool:
    """True when nobody else in the newsroom may decide."""
    able = get_user_model().objects.with_perm("guides.moderate_contribution")
    return not able.filter(is_staff=True).exclude(pk=moderator.pk).exists()
