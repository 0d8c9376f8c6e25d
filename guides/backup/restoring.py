"""The site made again from a backup: aside first, put in place only once it is whole and true."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import connection

from guides.archive.checking import names
from guides.archive.exceptions import BadCopy, in_words
from guides.archive.folder import digest_of
from guides.archive.progress import Progress
from guides.backup import settling
from guides.backup.databases.instead import instead
from guides.backup.databases.postgresql import PostgresqlPlace
from guides.backup.databases.snapshot import differences
from guides.backup.databases.sqlite import SqlitePlace
from guides.backup.exceptions import NotGood, Refused, SiteInUse
from guides.backup.making import KEY
from guides.backup.manifest import Manifest, files_of, good_ones, manifest_of, our_key
from guides.backup.places import PICTURES, PRIVATE, storage_of
from guides.privacy import erasures

LIVING = ("auth_user", "guides_guide", "guides_story", "guides_comment")
UNDONE = "Il sito è come prima."


@dataclass
class Restored:
    backup: Path
    manifest: Manifest
    kept: str  # the name of the database that was there
    done: dict[str, int] = field(default_factory=dict)  # {in words: how many}
    files: int = 0


def restore(place: Path, *, overwrite: bool = False, letters_go: bool = False) -> Restored:
    """Raises Refused, and then the site is as it was; a folder of backups gives its newest."""
    with in_words(undone=UNDONE), connection.wrap_database_errors:
        backup = _chosen(place.absolute())
        manifest = manifest_of(backup)
        hashes = _checked(backup, manifest)
        site = _site(manifest)
        _refuse(site, overwrite=overwrite)
        _take_the_key(backup, manifest)
        try:
            return _restored(backup, manifest, hashes, site, letters_go=letters_go)
        finally:
            site.forget_scratch()


def _restored(backup, manifest, hashes, site, *, letters_go: bool) -> Restored:
    site.fill(backup / manifest.file_banca_dati)
    if wrong := differences(site.contents(), manifest.righe):
        raise NotGood(f"Ripristinata non è come era il sito: {'; '.join(wrong)}. {UNDONE}")
    lines = _ledger(backup)
    with instead(site.scratch):
        done = settling.settle(manifest.at, lines, letters_go=letters_go)
        files = _bring_files(backup, hashes)
    _keep_ledger(lines)
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
    kept = site.put_in_place(keep_as=f"prima-{stamp}")
    return Restored(backup, manifest, kept, done, files)


def _chosen(place: Path) -> Path:
    if not place.is_dir():
        raise BadCopy(f"La cartella «{place}» non c’è.")
    return next(good_ones(place), place)


def _checked(backup: Path, manifest: Manifest) -> dict[str, str]:
    """{path: SHA-256} of files that are all there, as they were written."""
    hashes = files_of(backup, manifest)
    if missing := [path for path in hashes if not (backup / path).is_file()]:
        raise BadCopy(f"La copia non è intera: manca {names(missing)}.")
    with Progress("Controllo", len(hashes), of="file") as bar:
        wrong = []
        for path, digest in hashes.items():
            if digest_of(backup / path) != digest:
                wrong.append(path)
            bar(1)
    if wrong:
        raise NotGood(f"La copia è rovinata: è cambiato {names(wrong)}. Usane un’altra.")
    return hashes


def _site(manifest: Manifest) -> SqlitePlace | PostgresqlPlace:
    if manifest.banca_dati != connection.vendor:
        raise Refused(
            f"La copia è di {manifest.banca_dati} e il sito usa {connection.vendor}: scegli in "
            "DATABASE_URL una banca dati come quella della copia."
        )
    connection.close()
    return PostgresqlPlace() if connection.vendor == "postgresql" else SqlitePlace()


def _refuse(site: SqlitePlace | PostgresqlPlace, *, overwrite: bool) -> None:
    there = site.tables()
    lives = [table for table in LIVING if there.get(table)]
    if lives and not overwrite:
        raise SiteInUse(
            "Questa banca dati è di un sito che vive: per metterci la copia ripeti con "
            "--overwrite. Quella di adesso resta accanto, con un altro nome."
        )
    if there:
        site.refuse_a_running_site()


def _take_the_key(backup: Path, manifest: Manifest) -> None:
    """Without the key of then, private links are dead and hashed addresses are nobody's."""
    if (backup / KEY).is_file() and settings.SECRET_KEY_IS_OURS:
        key = (backup / KEY).read_text("ascii")
        place = settings.DATA_DIR / "secret_key"
        place.touch(mode=0o600)
        place.write_text(key, "ascii")
        if settings.ADDRESS_KEY == settings.SECRET_KEY:
            settings.ADDRESS_KEY = key
        settings.SECRET_KEY = key
    if our_key() != manifest.chiave:
        raise Refused(
            "La chiave non è quella del sito della copia: scrivi in SECRET_KEY (e in ADDRESS_KEY, "
            "se c’era) quella di allora. Senza, i link privati non funzionano e chi non vuole "
            "più lettere non si riconosce."
        )


def _ledger(backup: Path) -> list[erasures.Line]:
    """Every erasure that is known: here, in this backup, in the others beside it."""
    places = [erasures.ledger(), backup / erasures.NAME]
    places += [other / erasures.NAME for other in good_ones(backup.parent)]
    return sorted({line for place in places for line in erasures.read(place)})


def _keep_ledger(lines: list[erasures.Line]) -> None:
    if missing := sorted(set(lines) - set(erasures.read(erasures.ledger()))):
        erasures.add(missing)


def _bring_files(backup: Path, hashes: dict[str, str]) -> int:
    """Pictures, and the attachments that the settled database still knows."""
    known = settling.attachments_of_now()
    mine = [
        path
        for path in hashes
        if path.startswith(f"{PICTURES}/")
        or (path.startswith(f"{PRIVATE}/") and path.partition("/")[2] in known)
    ]
    with Progress("File", len(mine), of="file") as bar:
        for path in mine:
            _bring(backup / path, path, hashes[path])
            bar(1)
    return len(mine)


def _bring(source: Path, path: str, digest: str) -> None:
    storage, name = storage_of(path)
    if storage.exists(name):
        with storage.open(name) as there:
            if _digest(there.chunks()) == digest:
                return
        storage.delete(name)
    with source.open("rb") as file:
        storage.save(name, File(file))


def _digest(blocks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()
