"""What a copy says of itself: its format, how many rows it holds, the hash of each file.

`impronte.txt` is what `sha256sum -c` reads, so that anybody can check a copy without this site.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from guides.archive.exceptions import BadCopy
from guides.archive.folder import NewFolder, digest_of

FORMAT = 1
HASHES, MANIFEST = "impronte.txt", "manifesto.json"


@dataclass
class Manifest:
    """The file `manifesto.json`; nothing in it says when: the same site gives the same bytes."""

    formato: int = FORMAT
    sito: str = ""
    con_la_coda: bool = False
    righe: dict[str, int] = field(default_factory=dict)
    immagini_che_mancano: list[str] = field(default_factory=list)
    impronte: str = ""

    def write(self, folder: NewFolder) -> None:
        """The last two files, once all others are there."""
        self.impronte = write_hashes(folder)
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2)
        folder.write(MANIFEST, [text, "\n"])


def manifest_of(copy: Path) -> Manifest:
    said = read_manifest(copy / MANIFEST)
    known = {name: said[name] for name in asdict(Manifest()) if name in said}
    return Manifest(**known)


def read_manifest(place: Path) -> dict:
    """What a copy says of itself; raises BadCopy for one that is not whole or not ours."""
    if not place.is_file():
        raise BadCopy(f"In «{place.parent}» non c’è una copia intera: manca {place.name}.")
    try:
        said = json.loads(place.read_text("utf-8"))
        number = int(said["formato"])
    except (ValueError, KeyError, TypeError) as why:
        raise BadCopy(f"{place.name} non si legge: la copia è rovinata.") from why
    if number > FORMAT:
        raise BadCopy(
            f"La copia è di una versione più nuova del sito (formato {number}, qui si legge fino "
            f"al {FORMAT}): aggiorna il sito e riprova."
        )
    return said


def write_hashes(folder: NewFolder) -> str:
    """The list of every file that is there; its own hash."""
    lines = [f"{digest}  {path}\n" for path, digest in sorted(folder.hashes.items())]
    folder.write(HASHES, lines)
    return folder.hashes[HASHES]


def hashes_of(copy: Path, impronte: str) -> dict[str, str]:
    """{path: SHA-256} of every file that was written; `impronte` is the hash of their list."""
    place = copy / HASHES
    if not place.is_file():
        raise BadCopy(f"La copia non è intera: manca {HASHES}.")
    if digest_of(place) != impronte:
        raise BadCopy(f"{HASHES} è cambiato: non si può sapere se la copia è intera.")
    with place.open(encoding="utf-8") as lines:
        found = dict(reversed(line.rstrip("\n").split("  ", 1)) for line in lines)
    if any(_leads_out(path) for path in found):
        raise BadCopy(f"{HASHES} nomina un file fuori dalla copia.")
    return found


def _leads_out(path: str) -> bool:
    return ".." in PurePosixPath(path).parts or path.startswith("/")
