from django.db import models
from django.utils import timezone

from guides.moderation.decisions import Verb
from guides.text.fields import TextField


class OriginalQuerySet(models.QuerySet):
    def older_than(self, moment) -> "OriginalQuerySet":
        return self.filter(kept_at__lt=moment)

    def about(self, item) -> "OriginalQuerySet":
        return self.filter(decision__item=item)

    def of_corrections(self) -> "OriginalQuerySet":
        """The newsroom's; what an author replaced after a refusal is not among them."""
        return self.exclude(decision__verb=Verb.RESUBMIT)

    def record(self, decision, words: dict[str, str]) -> None:
        """What the fields said before this decision."""
        self.bulk_create(self.model(decision=decision, field=f, text=t) for f, t in words.items())

    def words_of(self, decision) -> dict[str, str]:
        """The same, to be put back."""
        return dict(self.filter(decision=decision).values_list("field", "text"))


class Original(models.Model):
    """A text as it was before words were omitted, or before its author sent it again: private,
    deleted after the retention term."""

    decision = models.ForeignKey("guides.Decision", models.CASCADE, related_name="originals")
    field = models.CharField(max_length=40)
    text = TextField("testo originale")
    kept_at = models.DateTimeField("conservato dal", default=timezone.now, db_index=True)

    objects = OriginalQuerySet.as_manager()

    class Meta:
        verbose_name = "testo originale"
        verbose_name_plural = "testi originali"
        constraints = [
            models.UniqueConstraint(fields=["decision", "field"], name="original_once_a_field")
        ]

    def __str__(self) -> str:
        return f"{self.field} di {self.decision_id}"
