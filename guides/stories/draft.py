"""The attachments of a story that is being written: kept through errors and preview, by a key
that only the form knows. A draft that is never sent is forgotten after a day."""

import logging
import time
import uuid
from datetime import timedelta

from django.core import signing
from django.db import models

from guides.privacy.retention import Expiry, register
from guides.stories.attachment import MOST, Attachment
from guides.stories.attachment_files import PaperRefused, PapersBusy
from guides.uploads import images
from guides.uploads.admission import A_MINUTE, Reception

log = logging.getLogger(__name__)

PATIENCE = 30  # seconds for all files of one sending: web servers wait a minute
KEPT_FOR = timedelta(days=1)
KEPT_WITH_ITS_STORY_FOR = timedelta(days=365)
ONE_TOO_MANY = f"Gli allegati possono essere al massimo {MOST}: «{{}}» non è stato aggiunto."
NOT_WRITTEN = (
    "«{}»: non siamo riusciti a conservarlo. Riprova più tardi, oppure invia senza allegati."
)


class Draft:
    """What was attached so far to one story not sent yet."""

    def __init__(self, key: uuid.UUID | None = None, *, beside: int = 0) -> None:
        """`beside` is how many the story has already."""
        self.key, self.beside = key or uuid.uuid4(), beside

    @classmethod
    def read(cls, signed: str, *, beside: int = 0) -> "Draft":
        """The draft of a form, a new one when its key is missing or altered."""
        try:
            return cls(uuid.UUID(signing.loads(signed, salt=__name__)), beside=beside)
        except (signing.BadSignature, ValueError, TypeError):
            return cls(beside=beside)

    @property
    def signed(self) -> str:
        return signing.dumps(self.key.hex, salt=__name__)

    @property
    def papers(self) -> models.QuerySet:
        return Attachment.objects.of_draft(self.key)

    @property
    def imprint(self) -> str:
        """What the attachments are, the same before and after the story is sent."""
        papers = Attachment.objects.filter(draft=self.key)
        return ",".join(papers.order_by("digest").values_list("digest", flat=True))

    def take(self, uploads) -> Reception:
        """Keep what was uploaded, with an Italian sentence for each file that was refused."""
        refusals, is_busy, deadline = [], False, time.monotonic() + PATIENCE
        for upload in uploads:
            try:
                self._take(upload, is_late=time.monotonic() > deadline)
            except PaperRefused as refusal:
                refusals.append(str(refusal))
                is_busy = is_busy or isinstance(refusal.__cause__, PapersBusy)
        busy = {"status": 503, "retry_after": A_MINUTE} if is_busy else {}
        return Reception(refusals=tuple(refusals), **busy)

    def _take(self, upload, *, is_late: bool) -> None:
        if self.beside + self.papers.count() >= MOST:
            raise PaperRefused(ONE_TOO_MANY.format(upload.name))
        try:
            if is_late:
                raise PapersBusy(images.BUSY)
            Attachment.store(upload, draft=self.key)
        except PaperRefused as refusal:
            raise PaperRefused(f"«{upload.name}»: {refusal}") from refusal
        except OSError as trouble:  # the disk is full, or not ours
            log.exception("an attachment was not written")
            raise PaperRefused(NOT_WRITTEN.format(upload.name)) from trouble

    def drop(self, ids: list[str]) -> None:
        """Take away the attachments that the reader ticked."""
        for paper in self.papers:
            if str(paper.pk) in ids:
                paper.delete()

    def give_to(self, story) -> None:
        """The story was sent: these are its attachments now."""
        self.papers.update(story=story)


def _delete(due: models.QuerySet) -> None:
    for paper in due:
        paper.delete()


register(
    Expiry(
        "allegati di storie mai inviate",
        lambda terms, now: Attachment.objects.abandoned(before=now - KEPT_FOR),
        _delete,
    ),
    Expiry(
        "allegati di storie",
        lambda terms, now: Attachment.objects.received_before(now - KEPT_WITH_ITS_STORY_FOR),
        _delete,
    ),
)
