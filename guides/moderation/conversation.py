"""What moderators tell each other, and what they ask the author. Who and when: the Decision."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from guides.text.fields import TextField


class InternalNote(models.Model):
    """What a moderator leaves for colleagues; never shown to readers or to the author."""

    decision = models.OneToOneField(
        "guides.Decision", models.CASCADE, related_name="internal_note", editable=False
    )
    text = TextField("nota")

    class Meta:
        verbose_name = "nota interna"
        verbose_name_plural = "note interne"

    def __str__(self) -> str:
        return self.text[:60]


class QuestionQuerySet(models.QuerySet):
    def about(self, item) -> "QuestionQuerySet":
        return self.filter(decision__item=item)

    def unanswered(self) -> "QuestionQuerySet":
        return self.filter(answered_at__isnull=True)


class Question(models.Model):
    """What the newsroom asks the author, answered from the private link."""

    decision = models.OneToOneField(
        "guides.Decision", models.CASCADE, related_name="question", editable=False
    )
    text = TextField("domanda")
    answer = TextField("risposta", blank=True)
    answered_at = models.DateTimeField("risposto il", null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "domanda a chi scrive"
        verbose_name_plural = "domande a chi scrive"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="question_answer_has_a_date",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @transaction.atomic
    def reply(self, *, text: str) -> bool:
        """Keep the author's answer; False when it was answered before (nothing changes)."""
        open_one = Question.objects.unanswered().filter(pk=self.pk)
        kept = open_one.update(answer=text, answered_at=timezone.now())
        self.refresh_from_db()
        return bool(kept)
