"""A reader's proof: private, outside the media folder, for the eyes of staff only."""

import hashlib
import os
import uuid
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import models, transaction
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from guides.stories.attachment_files import MAX_BYTES, examine
from guides.text.canonical import in_one_line
from guides.text.fields import CharField

MOST = 4  # attachments of one story


class PrivateFolder(FileSystemStorage):
    """A folder that no web server serves: what lies in it has no address."""

    @property
    def base_location(self):
        return settings.PRIVATE_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    def url(self, name):
        raise ValueError("What is private has no URL.")


def private_storage() -> PrivateFolder:
    return PrivateFolder(file_permissions_mode=0o600, directory_permissions_mode=0o700)


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

    @classmethod
    def store(cls, upload, *, draft: uuid.UUID) -> "Attachment":
        """Check a file by its content and keep it with a draft. Raises papers.PaperRefused."""
        paper = examine(upload.read(MAX_BYTES + 1), name=upload.name or "")
        digest = hashlib.sha256(paper.content).hexdigest()
        if same := cls.objects.filter(draft=draft, digest=digest).first():
            return same
        return cls.objects.create(
            draft=draft,
            file=ContentFile(paper.content, f"prova.{paper.ending}"),
            name=in_one_line(upload.name or "")[-120:].strip() or "allegato",
            content_type=paper.content_type,
            size=len(paper.content),
            digest=digest,
        )

    def delete(self, *args, **kwargs):
        """The file goes when the row is gone for good."""
        storage, name = self.file.storage, self.file.name
        deleted = super().delete(*args, **kwargs)
        transaction.on_commit(lambda: storage.delete(name))
        return deleted
