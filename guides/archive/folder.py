"""A folder written beside the place where it will be, whole or not at all."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from django.core.files import File

from guides.archive.exceptions import Refused

BLOCK = 1 << 20


class NewFolder:
    """`with NewFolder(target) as folder:` - in place at the end of the block, gone if it fails."""

    def __init__(self, target: Path) -> None:
        self.target = target.absolute()
        self.beside = self.target.with_name(f".{self.target.name}.incompleta-{os.getpid()}")
        self.hashes: dict[str, str] = {}

    def __enter__(self) -> Self:
        if self.target.is_dir() and any(self.target.iterdir()):
            raise Refused(f"La cartella «{self.target}» non è vuota: scegline una nuova.")
        if self.target.exists() and not self.target.is_dir():
            raise Refused(f"«{self.target}» c’è già, e non è una cartella.")
        if not self.target.parent.is_dir():
            raise Refused(f"La cartella «{self.target.parent}» non c’è.")
        self.beside.mkdir(mode=0o700)
        return self

    def __exit__(self, kind: type | None, why: BaseException | None, _: TracebackType | None):
        try:
            if kind is None:
                self.beside.rename(self.target)
        finally:
            shutil.rmtree(self.beside, ignore_errors=True)

    def write(self, path: str, texts: Iterable[str]) -> None:
        """A file of these texts, one after the other."""
        self._write(path, (text.encode() for text in texts))

    def copy(self, path: str, source: "BinaryIO | File") -> None:
        self._write(path, iter(lambda: source.read(BLOCK), b""))

    def link(self, path: str, source: Path, *, digest: str) -> bool:
        """Share a file that should have this digest with another copy; False where it cannot be."""
        try:
            os.link(source, self.place_of(path))
        except OSError:
            return False
        self.hashes[path] = digest
        return True

    def note(self, path: str) -> None:
        """A file that another program wrote at `place_of(path)`."""
        self.hashes[path] = digest_of(self.beside / path)

    def place_of(self, path: str) -> Path:
        place = self.beside / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def drop(self, path: str) -> None:
        (self.beside / path).unlink()
        del self.hashes[path]

    def _write(self, path: str, blocks: Iterable[bytes]) -> None:
        place, digest = self.place_of(path), hashlib.sha256()
        with open(place, "xb", opener=_for_us_alone) as file:
            for block in blocks:
                digest.update(block)
                file.write(block)
        self.hashes[path] = digest.hexdigest()


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def digest_of(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
