"""The newsroom's pictures: a row for each file that readers can be shown."""

import re

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from guides.pages.once import found_or_made
from guides.text.fields import CharField
from guides.uploads.leaving import delete_after_commit
from guides.uploads.storage import public_pictures

SIZE = re.compile(r"-(\d+)x(\d+)\.webp$")


class Picture(models.Model):
    """A file of a public folder: whose it is, since when, what it was called."""

    name = models.CharField("file", max_length=200, unique=True)  # folder and file
    width = models.PositiveIntegerField("larghezza")
    height = models.PositiveIntegerField("altezza")
    sent_as = CharField("nome con cui è arrivata", max_length=200, blank=True)
    added_at = models.DateTimeField("aggiunta il", default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="aggiunta da",
    )

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = "immagine"
        verbose_name_plural = "immagini"

    def __str__(self) -> str:
        return self.sent_as or self.name.rpartition("/")[2]

    @property
    def address(self) -> str:
        return public_pictures().url(self.name)

    @property
    def weight(self) -> int:
        """In bytes; 0 when the file is not there."""
        storage = public_pictures()
        return storage.size(self.name) if storage.exists(self.name) else 0

    @transaction.atomic
    def delete(self, *args, **kwargs):
        """The file goes when the row has gone."""
        delete_after_commit(self.name, is_private=False)
        return super().delete(*args, **kwargs)


def note(name: str, *, by=None, sent_as: str = "") -> Picture:
    """The row of a file that is kept; who brought it first stays."""
    size = SIZE.search(name)
    width, height = map(int, size.groups()) if size else (0, 0)
    made = {"width": width, "height": height, "added_by": by, "sent_as": sent_as[:200]}
    return found_or_made(Picture.objects.all(), made=made, name=name)[0]
