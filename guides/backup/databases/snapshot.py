"""What a backup asks of a database, whichever it is."""

from pathlib import Path
from typing import Protocol, Self

Contents = dict[str, list[str]]  # {table: [rows, sum of the hashes of its rows]}
ATTACHMENTS = "SELECT file, digest FROM guides_attachment"


class DatabaseSnapshot(Protocol):
    """`with DatabaseSnapshot() as snapshot:` - the database as it is now; others go on writing."""

    kind: str  # "sqlite", "postgresql"
    file: str  # what the file of a backup is called

    def __enter__(self) -> Self: ...

    def __exit__(self, *why: object) -> None: ...

    def size(self) -> int:
        """In bytes, about."""

    def contents(self) -> Contents: ...

    def private_files(self) -> dict[str, str]:
        """{name: SHA-256} of readers' attachments."""

    def write(self, place: Path) -> None: ...

    def proven(self, place: Path, contents: Contents) -> str:
        """Restore the file and compare; what could not be proven. Raises NotGood."""


def differences(there: Contents, here: Contents) -> list[str]:
    """Sentences, one a table that is not the same."""
    return [
        _difference(table, there.get(table), here.get(table))
        for table in sorted({*there, *here})
        if there.get(table) != here.get(table)
    ]


def _difference(table: str, there: list[str] | None, here: list[str] | None) -> str:
    found, wanted = (there or ["nessuna"])[0], (here or ["nessuna"])[0]
    if found == wanted:
        return f"{table}: {found} righe, ma non le stesse"
    return f"{table}: {found} righe invece di {wanted}"
