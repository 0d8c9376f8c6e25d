"""A reader's proof: private, outside the media folder, for the eyes of staff only."""

import hashlib
import os
import uuid
from contextlib import suppress
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import DatabaseError, models, transaction
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone

from guides.privacy import erasures
from guides.stories.attachment_files import MAX_BYTES, examine
from guides.text.canonical import in_one_line
from guides.text.fields import CharField
from guides.uploads.leaving import delete_after_commit
from guides.uploads.storage import private_storage

MOST = 4  # attachments of one story
ERASED = "allegato"


def _place(attachment: "Attachment", name: str) -> str:
    """A name drawn at random: the reader's own is only a label."""
    return f"{uuid.uuid4().hex}{os.path.splitext(name)[1]}"


class AttachmentQuerySet(models.QuerySet):
    def of_draft(self, draft: uuid.UUID):
        """Those that wait for their story to be sent."""
        return self.filter(draft=draft, story__isnull=True)

    def abandoned(self, *, before: datetime):
        return self.filter(story__isnull=True, received_at__lt=before)

    def received_before(self, moment: datetime):
        return self.filter(received_at__lt=moment)


class Attachment(models.Model):
    """An image or a PDF that came with a story, or with a draft of one that may never be sent."""

    story = models.ForeignKey(
        "guides.Story", models.CASCADE, related_name="attachments", null=True, blank=True
    )
    draft = models.UUIDField(null=True, blank=True, db_index=True, editable=False)
    file = models.FileField("file", storage=private_storage, upload_to=_place, max_length=80)
    name = CharField("nome", max_length=120)
    content_type = models.CharField("tipo", max_length=40)
    size = models.PositiveIntegerField("byte")
    digest = models.CharField("SHA-256", max_length=64)
    received_at = models.DateTimeField("ricevuto il", default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "allegato"
        verbose_name_plural = "allegati"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(story__isnull=False) | Q(draft__isnull=False),
                name="attachment_is_of_a_story_or_of_a_draft",
            ),
            models.UniqueConstraint(fields=["draft", "digest"], name="attachment_once_a_draft"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def spoken_size(self) -> str:
        """ "242 byte", "105,2 KB": the Italian of Django says "bytes"."""
        return filesizeformat(self.size).replace("bytes", "byte")

    @property
    def ending(self) -> str:
        return os.path.splitext(self.file.name)[1]

    @property
    def address(self) -> str:
        return reverse("attachment", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @classmethod
    def store(cls, upload, *, draft: uuid.UUID) -> "Attachment":
        """Check a file by its content and keep it with a draft. Raises AttachmentRefused."""
        attachment = examine(upload.read(MAX_BYTES + 1), name=upload.name or "")
        digest = hashlib.sha256(attachment.content).hexdigest()
        if same := cls.objects.filter(draft=draft, digest=digest).first():
            return same
        kept = cls(
            draft=draft,
            name=in_one_line(upload.name or "")[-120:].strip() or "allegato",
            content_type=attachment.content_type,
            size=len(attachment.content),
            digest=digest,
        )
        # Before the row: a storage that fails while a row is saved spoils the caller's transaction.
        kept.file.save(f"prova.{attachment.ending}", ContentFile(attachment.content), save=False)
        return kept._with_its_row()

    def _with_its_row(self) -> "Attachment":
        """Of the same file sent twice at once the first is kept; no file stays without a row."""
        try:
            with transaction.atomic():
                self.save(force_insert=True)
        except DatabaseError:
            with suppress(OSError):
                self.file.storage.delete(self.file.name)
            same = Attachment.objects.filter(draft=self.draft, digest=self.digest).first()
            if same is None:
                raise
            return same
        return self

    @transaction.atomic
    def delete(self, *args, **kwargs):
        """The file goes when the row is gone for good."""
        name = self.file.name
        deleted = super().delete(*args, **kwargs)
        erasures.note(ERASED, name)
        delete_after_commit(name, is_private=True)
        return deleted


def _delete_again(lines: list[erasures.Line]) -> int:
    wanted, gone = {line.key for line in lines}, 0
    for attachment in Attachment.objects.iterator():
        if erasures.key_of(attachment.file.name) in wanted:
            gone += bool(attachment.delete()[0])
    return gone


erasures.register("allegati tolti di nuovo", ERASED, do=_delete_again)
