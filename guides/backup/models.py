"""Which backups were made: what the desk, readiness and the metrics ask."""

from datetime import datetime

from django.db import models
from django.utils import timezone

MOST = 60  # rows kept: two months of nights


class BackupQuerySet(models.QuerySet):
    def good(self) -> "BackupQuerySet":
        return self.filter(trouble="")

    def note(self, **what) -> "Backup":
        """Write one down; the oldest go."""
        made = self.create(**what)
        self.exclude(pk__in=list(self.order_by("-pk").values_list("pk", flat=True)[:MOST])).delete()
        return made


class Backup(models.Model):
    """One backup that was made, or that could not be."""

    at = models.DateTimeField("di quale momento", default=timezone.now)
    place = models.CharField("cartella", max_length=255, blank=True)
    bytes = models.PositiveBigIntegerField("byte", default=0)
    files = models.PositiveIntegerField("file", default=0)
    seconds = models.PositiveIntegerField("secondi", default=0)
    not_verified = models.TextField("che cosa non è stato verificato", blank=True)
    trouble = models.TextField("perché non è riuscita", blank=True)

    objects = BackupQuerySet.as_manager()

    class Meta:
        verbose_name = "copia di sicurezza"
        verbose_name_plural = "copie di sicurezza"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.place}"


def last_good_backup() -> datetime | None:
    """The moment that the last good backup holds the site of; None before the first. One query."""
    return Backup.objects.good().order_by("-at").values_list("at", flat=True).first()
