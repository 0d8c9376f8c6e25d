"""What a backup says of itself: of which moment, what it holds, what was proven of it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from guides.archive.exceptions import BadCopy
from guides.archive.folder import NewFolder
from guides.archive.manifest import hashes_of, read_manifest, write_hashes
from guides.backup.databases.snapshot import Contents
from guides.privacy.erasures import key_of

FORMAT = 1
MANIFEST = "copia-di-sicurezza.json"
NAMED = "%Y-%m-%dT%H%M%SZ"  # the folder of a backup, by its moment


@dataclass
class Manifest:
    """The last file that is written: a folder without one is no backup."""

    formato: int = FORMAT
    momento: str = ""  # ISO 8601, UTC
    banca_dati: str = ""  # "sqlite", "postgresql"
    file_banca_dati: str = ""
    chiave: str = ""  # of ADDRESS_KEY, by which hashed addresses are known
    righe: Contents = field(default_factory=dict)
    allegati: int = 0
    mancavano: list[str] = field(default_factory=list)  # no file, already on the site
    rovinati: list[str] = field(default_factory=list)  # no longer what the reader had sent
    tolti_intanto: int = 0  # erased on the site while this was made
    non_verificato: str = ""
    impronte: str = ""

    def write(self, folder: NewFolder) -> None:
        self.impronte = write_hashes(folder)
        folder.write(MANIFEST, [json.dumps(asdict(self), ensure_ascii=False, indent=1), "\n"])

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.momento)


def our_key() -> str:
    """Stands for ADDRESS_KEY without telling it."""
    return key_of("la chiave di questo sito")


def manifest_of(backup: Path) -> Manifest:
    """Raises BadCopy for what is no whole backup of a version that can be read."""
    said = read_manifest(backup / MANIFEST)
    try:
        found = Manifest(**{name: said[name] for name in asdict(Manifest()) if name in said})
        found.at  # noqa: B018 - a moment that can be read
    except (TypeError, ValueError) as why:
        raise BadCopy(f"{MANIFEST} non si legge: la copia è rovinata.") from why
    return found


def files_of(backup: Path, manifest: Manifest) -> dict[str, str]:
    """{path: SHA-256}, as written down."""
    return hashes_of(backup, manifest.impronte)


def good_ones(folder: Path) -> Iterator[Path]:
    """The backups of a folder, the newest first: those that were finished."""
    for place in sorted(folder.iterdir(), reverse=True) if folder.is_dir() else ():
        try:
            datetime.strptime(place.name, NAMED)
        except ValueError:
            continue
        if (place / MANIFEST).is_file():
            yield place
