"""What moderators tell each other, and what they ask the author."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone


class InternalNote(models.Model):
    """What a moderator leaves for colleagues; never shown to readers or to the author."""

    item = models.ForeignKey("guides.QueueItem", models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField("di", max_length=150)
    text = models.TextField("nota")
    at = models.DateTimeField("quando", default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = "nota interna"
        verbose_name_plural = "note interne"

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text[:60]}"


class QuestionQuerySet(models.QuerySet):
    def unanswered(self) -> "QuestionQuerySet":
        return self.filter(answered_at__isnull=True)


class Question(models.Model):
    """What the newsroom asks the author, answered from the private link."""

    item = models.ForeignKey("guides.QueueItem", models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField("domanda")
    asked_at = models.DateTimeField("chiesto il", default=timezone.now)
    answer = models.TextField("risposta", blank=True)
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
