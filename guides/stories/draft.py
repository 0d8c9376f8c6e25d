"""The attachments of a story that is being written: kept through errors and preview, by a key
that only the form knows. A draft that is never sent is forgotten after a day."""

import logging
import time
import uuid
from datetime import timedelta

from django.core import signing
from django.db import models
from django.http import HttpRequest

from guides.privacy.retention import Expiry, register
from guides.spam import GuardedForm
from guides.stories.attachment import MOST, Attachment
from guides.stories.attachment_files import AttachmentRefused, AttachmentsBusy
from guides.uploads import images
from guides.uploads.admission import A_MINUTE, Reception, receive_files

log = logging.getLogger(__name__)

DRAFT = "bozza"
DROP = "togli"
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
    def of(cls, request: HttpRequest, *, beside: int = 0) -> "Draft":
        """The draft of a posted form, a new one when its key is missing or altered."""
        try:
            key = signing.loads(request.POST.get(DRAFT, ""), salt=__name__)
            return cls(uuid.UUID(key), beside=beside)
        except (signing.BadSignature, ValueError, TypeError):
            return cls(beside=beside)

    @property
    def signed(self) -> str:
        return signing.dumps(self.key.hex, salt=__name__)

    @property
    def attached(self) -> models.QuerySet:
        return Attachment.objects.of_draft(self.key)

    @property
    def digest(self) -> str:
        """What the attachments are, the same before and after the story is sent."""
        attached = Attachment.objects.filter(draft=self.key)
        return ",".join(attached.order_by("digest").values_list("digest", flat=True))

    def receive(self, request: HttpRequest, form: GuardedForm) -> Reception:
        """Drop what the reader ticked; keep what was chosen, when files may be looked at at all."""
        self._drop(request.POST.getlist(DROP))
        files = request.FILES.getlist("attachments")
        reception = receive_files(request, form, files) if files else Reception()
        return reception if reception.refusals else self.take(files)

    def take(self, uploads) -> Reception:
        """Keep what was uploaded, with an Italian sentence for each file that was refused."""
        refusals, is_busy, deadline = [], False, time.monotonic() + PATIENCE
        for upload in uploads:
            try:
                self._take(upload, is_late=time.monotonic() > deadline)
            except AttachmentRefused as refusal:
                refusals.append(str(refusal))
                is_busy = is_busy or isinstance(refusal.__cause__, AttachmentsBusy)
        busy = {"status": 503, "retry_after": A_MINUTE} if is_busy else {}
        return Reception(refusals=tuple(refusals), **busy)

    def _take(self, upload, *, is_late: bool) -> None:
        if self.beside + self.attached.count() >= MOST:
            raise AttachmentRefused(ONE_TOO_MANY.format(upload.name))
        try:
            if is_late:
                raise AttachmentsBusy(images.BUSY)
            Attachment.store(upload, draft=self.key)
        except AttachmentRefused as refusal:
            raise AttachmentRefused(f"«{upload.name}»: {refusal}") from refusal
        except OSError as trouble:  # the disk is full, or not ours
            log.exception("an attachment was not written")
            raise AttachmentRefused(NOT_WRITTEN.format(upload.name)) from trouble

    def _drop(self, ids: list[str]) -> None:
        for attachment in self.attached:
            if str(attachment.pk) in ids:
                attachment.delete()

    def give_to(self, story) -> None:
        """The story was sent: these are its attachments now."""
        self.attached.update(story=story)


def _delete(due: models.QuerySet) -> None:
    for attachment in due:
        attachment.delete()


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
