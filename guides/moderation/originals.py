from django.db import models
from django.utils import timezone

from guides.written import TextField


class OriginalQuerySet(models.QuerySet):
    def older_than(self, moment) -> "OriginalQuerySet":
        return self.filter(kept_at__lt=moment)


class Original(models.Model):
    """A text as it was before words were omitted: private, deleted after the retention term."""

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
