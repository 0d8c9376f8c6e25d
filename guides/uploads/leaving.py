"""Files whose row is gone: deleted once that is committed, and tried again until they are.

What is erased must go although the storage does not answer just then, or the process dies: its
name is written down in the transaction that deletes the row.
"""

import logging
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from guides.uploads.storage import private_storage, public_pictures

log = logging.getLogger(__name__)

AT_ONCE = timedelta(minutes=1)  # in which whoever deleted the row tries
LONG = timedelta(days=1)
BATCH = 500
ENOUGH = 3  # in a row that fail: the storage is away, and each may hang for half a minute


class NotDeleted(Exception):
    """A file should have gone a day ago and is still there."""


class LeavingFileQuerySet(models.QuerySet):
    def left_over(self):
        """Those that somebody tried in vain, or never came to try; stuck ones last."""
        return self.filter(since__lt=timezone.now() - AT_ONCE).order_by("tries", "pk")


class LeavingFile(models.Model):
    """The name of a file that has to go."""

    is_private = models.BooleanField()
    name = models.CharField("file", max_length=200)
    since = models.DateTimeField("da quando", default=timezone.now)
    tries = models.PositiveIntegerField("tentativi", default=0)

    objects = LeavingFileQuerySet.as_manager()

    class Meta:
        verbose_name = "file da cancellare"
        verbose_name_plural = "file da cancellare"

    def __str__(self) -> str:
        return self.name

    @property
    def storage(self) -> Storage:
        return private_storage() if self.is_private else public_pictures()

    def go(self) -> bool:
        """Whether it has gone; one that somebody sent again meanwhile stays."""
        try:
            if not self._is_wanted():
                self.storage.delete(self.name)
        except OSError as trouble:
            log.warning("a file is not deleted yet: %s", type(trouble).__name__)
            LeavingFile.objects.filter(pk=self.pk).update(tries=F("tries") + 1)
            return False
        LeavingFile.objects.filter(pk=self.pk).delete()
        return True

    def _is_wanted(self) -> bool:
        """A picture's name is its content; that of a private file was drawn for it alone."""
        pictures = apps.get_model("guides.Picture").objects
        return not self.is_private and pictures.filter(name=self.name).exists()


def delete_after_commit(name: str, *, is_private: bool) -> None:
    """Delete a file once the transaction that deletes its row is committed."""
    file = LeavingFile.objects.create(name=name, is_private=is_private)
    transaction.on_commit(file.go, robust=True)


@task()
def delete_left_over() -> int:
    """By the clock: how many went. Raises NotDeleted when one has been waiting for a day."""
    gone = failed = 0
    for file in LeavingFile.objects.left_over()[:BATCH]:
        is_gone = file.go()
        gone, failed = gone + is_gone, 0 if is_gone else failed + 1
        if failed == ENOUGH:
            break
    if LeavingFile.objects.filter(since__lt=timezone.now() - LONG).exists():
        raise NotDeleted
    return gone
