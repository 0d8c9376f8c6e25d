"""The files of the newsroom's pictures, in a copy under the name they have on the site."""

import re
from collections.abc import Iterable
from pathlib import Path

from django.core.files import File

from guides.archive.exceptions import BadCopy
from guides.archive.folder import NewFolder
from guides.uploads.pictures import Picture
from guides.uploads.storage import PUBLIC_FOLDERS, public_pictures

NAME = re.compile(rf"({'|'.join(PUBLIC_FOLDERS)})/[\w.-]+\.(webp|jpeg)")


def write_all(folder: NewFolder) -> list[str]:
    """Copy each; the names of those whose file is not there."""
    storage, missing = public_pictures(), []
    for name in Picture.objects.order_by("name").values_list("name", flat=True).iterator():
        try:
            with storage.open(name) as picture:
                folder.copy(name, picture.file)
        except FileNotFoundError:
            missing.append(name)
    return missing


class Brought:
    """Pictures put among the site's; those that were not there before go again if it fails."""

    def __init__(self) -> None:
        self.new: list[str] = []

    def bring(self, copy: Path, paths: Iterable[str]) -> None:
        storage = public_pictures()
        for path in paths:
            if not path.startswith(tuple(f"{folder}/" for folder in PUBLIC_FOLDERS)):
                continue
            if not NAME.fullmatch(path):
                raise BadCopy(f"«{path}» non è il nome di un’immagine del sito.")
            if not storage.exists(path):
                self.new.append(path)
                with (copy / path).open("rb") as picture:
                    storage.save(path, File(picture))

    def take_back(self) -> None:
        for path in self.new:
            public_pictures().delete(path)
