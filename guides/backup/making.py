"""A backup from the first file to its proof; until it is proven it has not the name of one."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from guides.archive.checking import names
from guides.archive.exceptions import BadCopy, in_words
from guides.archive.folder import NewFolder, digest_of
from guides.archive.progress import Progress
from guides.backup.databases.of_the_site import snapshot_of_the_site
from guides.backup.databases.snapshot import Contents, DatabaseSnapshot
from guides.backup.exceptions import DiskFull, NoAccess, NotGood, Refused
from guides.backup.files import Earlier, Files
from guides.backup.manifest import NAMED, Manifest, files_of, good_ones, manifest_of, our_key
from guides.backup.models import Backup
from guides.privacy import erasures
from guides.record.models import Verb, record

KEY = "chiave-del-sito"
UNDONE = "La copia non è stata fatta; quelle di prima sono come erano."
ROOM = 64 * 1024 * 1024  # bytes left free besides


@dataclass
class Made:
    place: Path
    manifest: Manifest


def make(folder: Path) -> Made:
    """Make one within `folder` and note it; raises Refused, and then `folder` is as it was."""
    begun = time.monotonic()
    try:
        with in_words(undone=UNDONE), connection.wrap_database_errors:
            made = _make(folder.absolute())
    except Refused as why:
        with suppress(DatabaseError):
            Backup.objects.note(trouble=str(why))
        raise
    _note(made, seconds=round(time.monotonic() - begun))
    return made


def _make(folder: Path) -> Made:
    _refuse_a_public_place(folder)
    if not folder.parent.is_dir():
        raise NoAccess(f"La cartella «{folder.parent}» non c’è.")
    folder.mkdir(mode=0o700, exist_ok=True)
    with _alone_in(folder):
        _clear_what_was_killed(folder)
        # Moments are told apart by the second: what was erased from then on is done again.
        now = datetime.now(UTC).replace(microsecond=0)
        with NewFolder(folder / now.strftime(NAMED)) as new:
            manifest = Manifest(momento=now.isoformat(), chiave=our_key())
            _fill(new, _before(folder), manifest)
            manifest.write(new)
            _make_durable(new.beside)
    return Made(folder / now.strftime(NAMED), manifest)


def _fill(new: NewFolder, earlier: Earlier, manifest: Manifest) -> None:
    files = Files(new, earlier)
    files.take()
    with snapshot_of_the_site() as snapshot:
        _refuse_a_small_disk(new.beside, snapshot.size())
        known, contents = snapshot.private_files(), snapshot.contents()
        files.take()
        kept = files.keep_attachments(known)
        manifest.mancavano, manifest.rovinati, manifest.tolti_intanto = kept
        _write_database(new, snapshot, manifest, contents)
    manifest.allegati = len(known)
    _write_key_and_ledger(new)
    _prove_files(new, files)


def _write_database(
    new: NewFolder, snapshot: DatabaseSnapshot, manifest: Manifest, contents: Contents
) -> None:
    place = new.place_of(snapshot.file)
    snapshot.write(place)
    new.note(snapshot.file)
    manifest.banca_dati, manifest.file_banca_dati = snapshot.kind, snapshot.file
    manifest.righe = contents
    manifest.non_verificato = snapshot.proven(place, contents)


def _write_key_and_ledger(new: NewFolder) -> None:
    """A key that the environment gives is kept by whoever gives it, never beside the data."""
    if settings.SECRET_KEY_IS_OURS:
        new.write(KEY, [settings.SECRET_KEY])
    if erasures.ledger().is_file():
        with erasures.ledger().open("rb") as lines:
            new.copy(erasures.NAME, lines)


def _prove_files(new: NewFolder, files: Files) -> None:
    """Every file read back; one shared with the backup before may have gone bad on the disk."""
    if wrong := _wrong(new):
        files.mend(wrong)
        if still := [path for path in wrong if digest_of(new.beside / path) != new.hashes[path]]:
            raise NotGood(f"Riletti dal disco non sono come erano stati scritti: {names(still)}.")


def _wrong(new: NewFolder) -> list[str]:
    found = []
    with Progress("Verifica", len(new.hashes), of="file") as bar:
        for path, digest in new.hashes.items():
            if digest_of(new.beside / path) != digest:
                found.append(path)
            bar(1)
    return found


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    with open(os.open(folder / ".in-corso", os.O_CREAT | os.O_RDWR, 0o600), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as why:
            raise Refused(
                f"In «{folder}» un’altra copia è già in corso: aspetta che finisca."
            ) from why
        yield


def _clear_what_was_killed(folder: Path) -> None:
    for left in folder.glob(".*.incompleta-*"):
        shutil.rmtree(left, ignore_errors=True)


def _before(folder: Path) -> Earlier:
    for place in good_ones(folder):
        with suppress(BadCopy):
            return Earlier(place, files_of(place, manifest_of(place)))
    return Earlier()


def _refuse_a_public_place(folder: Path) -> None:
    served = (settings.MEDIA_ROOT, settings.PAGES_DIR, settings.STATIC_ROOT, settings.PRIVATE_ROOT)
    if any(folder.is_relative_to(place) for place in served):
        raise Refused(f"«{folder}» è una cartella del sito: scegline una che nessuno può leggere.")


def _refuse_a_small_disk(place: Path, wanted: int) -> None:
    free = shutil.disk_usage(place).free
    if free < wanted + ROOM:
        mega = 1024 * 1024
        raise DiskFull(
            f"Il disco è pieno: la banca dati vuole {wanted // mega + 64} MB e ne restano "
            f"{free // mega}. {UNDONE}"
        )


def _make_durable(folder: Path) -> None:
    """On the disk, and not only on its way, before it gets the name of a backup."""
    for place in (*folder.rglob("*"), folder):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _note(made: Made, *, seconds: int) -> None:
    files = [place for place in made.place.rglob("*") if place.is_file()]
    with suppress(DatabaseError):  # the backup is there all the same
        Backup.objects.note(
            at=made.manifest.at,
            place=str(made.place),
            bytes=sum(place.stat().st_size for place in files),
            files=len(files),
            seconds=seconds,
            not_verified=made.manifest.non_verificato,
        )
        record(Verb.BACKUP, command="backup", kind="sito", after={"cartella": str(made.place)})
