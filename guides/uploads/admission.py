"""Whether files that anybody may send are looked at: before one is decoded, and before one is kept.

Whoever sends them has no account. What stands between them and our disk is here: the form's token
and trap, so many sendings and bytes of a network and of all a day, and a disk that never fills up.
"""

import logging
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from guides.spam import GuardedForm, admit
from guides.spam.rate import limit

UPLOAD = limit("upload", (15, timedelta(minutes=10)), (60, timedelta(days=1)))

log = logging.getLogger(__name__)

A_MINUTE, AN_HOUR = 60, 3600
NOT_KEPT = "Gli allegati ({}) non sono stati conservati: {}"
UNASKED = "il modulo era aperto da molto, o è arrivato senza JavaScript. Sceglili di nuovo."
TRAPPED = (
    "nel modulo era riempito un campo che una persona non vede, come fanno i programmi. Puoi "
    "inviare senza allegati."
)
TOO_MANY = (
    "dalla tua rete o in tutto ne sono arrivati molti in poco tempo. Riprova più tardi, oppure "
    "invia senza allegati."
)
NO_ROOM = "in questo momento non abbiamo spazio. Riprova più tardi, oppure invia senza allegati."


@dataclass(frozen=True)
class Reception:
    """What came of the files of one sending: a sentence for each trouble, the answer's status."""

    refusals: tuple[str, ...] = ()
    status: int = 422
    retry_after: int = 0


def receive_files(request: HttpRequest, form: GuardedForm, files: list[UploadedFile]) -> Reception:
    """An empty Reception when the files may be looked at, else why none of them was."""
    if form.needs_confirmation:
        return _turned_away(files, UNASKED)
    if form.clues["honeypot_filled"]:
        return _turned_away(files, TRAPPED)
    weight = sum(file.size or 0 for file in files)
    if not has_room_for(weight):
        return _turned_away(files, NO_ROOM, status=503, retry_after=AN_HOUR)
    admission = admit(request, act=UPLOAD, submission_id=uuid4(), weight=weight)
    if admission.is_refused:
        log.warning("files over the limit: wait=%ss", admission.retry_after)
        return _turned_away(files, TOO_MANY, status=429, retry_after=admission.retry_after)
    return Reception()


def has_room_for(size: int) -> bool:
    """Whether the disk keeps its free space with so many bytes more."""
    folder = Path(settings.PRIVATE_ROOT)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free - size < settings.LEAST_FREE_BYTES:
        log.error("files refused: the disk has only %s MB free", free // 1024**2)
        return False
    return True


def _turned_away(files: list[UploadedFile], why: str, **answer) -> Reception:
    names = ", ".join(f"«{file.name}»" for file in files)
    return Reception(refusals=(NOT_KEPT.format(names, why),), **answer)
