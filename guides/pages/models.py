"""The outbox of changes: what every machine's kept pages must forget."""

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string


class PurgedTagsQuerySet(models.QuerySet):
    def since(self, newest: int, gaps: list[int]):
        """The row `newest` itself, those after it, and those of `gaps` that came late.

        A number is drawn before its transaction commits: a lower one may appear after a higher.
        """
        return self.filter(Q(pk__gte=newest) | Q(pk__in=gaps)).order_by("pk")

    def older_than(self, moment: datetime):
        """All but the last row: its number tells a reader that the table is still the same."""
        last = self.order_by("-pk").values("pk")[:1]
        return self.filter(at__lt=moment).exclude(pk__in=list(last.values_list("pk", flat=True)))


class PurgedTags(models.Model):
    """One change: the tags of the pages that no longer say what the database says."""

    tags = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = PurgedTagsQuerySet.as_manager()

    class Meta:
        verbose_name = "cambiamento da mostrare"
        verbose_name_plural = "cambiamenti da mostrare"

    def __str__(self) -> str:
        return f"{self.pk}: {', '.join(self.tags)}"


def purge(*tags: str) -> None:
    """Every kept page with one of `tags` goes, once the open transaction is committed.

    Call it inside the transaction of the change: both happen or neither does. The pages kept on
    this machine are gone before the caller's `atomic` block returns; other machines read the row
    (settings.AFTER_PURGE names what reads it).
    """
    kept = sorted({tag for tag in tags if tag})
    if not kept:
        return
    with transaction.atomic():
        PurgedTags.objects.create(tags=kept)
        _read_the_rows_after_commit()


def _read_the_rows_after_commit() -> None:
    # One reading serves every row of the transaction. A reading that is already waiting can only
    # be dropped with a savepoint that this row is in too.
    read = import_string(settings.AFTER_PURGE)
    waiting = transaction.get_connection().run_on_commit
    if not any(function is read for _, function, *_ in waiting):
        transaction.on_commit(read, robust=True)
