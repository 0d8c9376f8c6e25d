"""Uploaded files into a backup, so that they belong to the database's moment.

A file is on the site before its row is, and goes after it. So all are taken before the database's
moment, and once more what came until then: of every row of that moment the file is here, unless it
was erased since, which a restore does again. Attachments that the database of that moment does not
know are left out: a reader had taken them back, or never sent them.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.core.files import File

from guides.archive.folder import NewFolder
from guides.archive.progress import Progress
from guides.backup.places import PRIVATE, Found, attachments, pictures, storage_of
from guides.stories.attachment import Attachment

SHA256 = 64  # digits


@dataclass
class Earlier:
    """The backup before this one: what has not changed since is shared with it."""

    folder: Path | None = None
    hashes: dict[str, str] = field(default_factory=dict)


class Files:
    def __init__(self, folder: NewFolder, earlier: Earlier) -> None:
        self.folder, self.earlier = folder, earlier
        self.sizes: dict[str, int] = {}

    def take(self) -> None:
        """All that are not here yet, or were still being written when they were taken."""
        found = [each for each in (*pictures(), *attachments()) if self._is_new(each)]
        with Progress("File", len(found), of="file") as bar:
            for each in found:
                self._take(each)
                bar(1)

    def _is_new(self, found: Found) -> bool:
        return self.sizes.get(found.path) != found.size

    def _take(self, found: Found) -> None:
        path = found.path
        if path in self.folder.hashes:
            self.folder.drop(path)
        try:
            if not (self._is_as_before(found) and self._is_shared(path)):
                with found.storage.open(found.name) as file:
                    self._copy(path, file)
        except FileNotFoundError:  # erased meanwhile
            return
        self.sizes[path] = (self.folder.beside / path).stat().st_size

    def _is_as_before(self, found: Found) -> bool:
        """A bucket says it without sending the file; what it says may be of another kind."""
        before = self.earlier.folder and self.earlier.folder / found.path
        return bool(found.md5 and before and before.is_file() and _md5(before) == found.md5)

    def _copy(self, path: str, file: File) -> None:
        if self.earlier.hashes.get(path) == _digest(file.chunks()) and self._is_shared(path):
            return
        file.seek(0)
        self.folder.copy(path, file)

    def _is_shared(self, path: str) -> bool:
        if not (self.earlier.folder and (known := self.earlier.hashes.get(path))):
            return False
        return self.folder.link(path, self.earlier.folder / path, digest=known)

    def mend(self, paths: Iterable[str]) -> None:
        """Take again what a shared file no longer is."""
        for path in paths:
            self.earlier.hashes.pop(path, None)
            self._take(Found(path, *storage_of(path), size=0))

    def keep_attachments(self, known: dict[str, str]) -> tuple[list[str], list[str], int]:
        """Only those of the moment; the names without a file, those spoilt, how many went since."""
        here = {path.partition("/")[2]: path for path in self.folder.hashes if _is_private(path)}
        for name in here.keys() - known.keys():
            self.folder.drop(here[name])
        spoilt = [
            n for n in here.keys() & known.keys() if _differs(known[n], self.folder.hashes[here[n]])
        ]
        without = known.keys() - here.keys()
        still = set(Attachment.objects.filter(file__in=without).values_list("file", flat=True))
        return sorted(still), sorted(spoilt), len(without) - len(still)


def _is_private(path: str) -> bool:
    return path.startswith(f"{PRIVATE}/")


def _differs(noted: str, found: str) -> bool:
    return len(noted) == SHA256 and noted != found


def _md5(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, partial(hashlib.md5, usedforsecurity=False)).hexdigest()


def _digest(blocks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()
