"""Pictures of the folder of uploads, each through the same bounded process as an editor's."""

import time
from collections import OrderedDict
from pathlib import Path

from guides.uploads import images, pictures
from guides.uploads.pictures import Picture
from guides.uploads.storage import IN_TEXTS, store_picture
from guides.wordpress.old_addresses import SIZE
from guides.wordpress.reading.survey import BY_MONTH, Attachment

ROOTS = ("", "uploads", "wp-content/uploads")
REMEMBERED = 2_000
PATIENCE = 5  # times that a busy machine is asked again


class NotFound(Exception):
    """No picture comes of it; the message says why, in Italian."""


class Folder:
    """The copy of `wp-content/uploads` that came with the export, or none."""

    def __init__(self, path: Path | None, *, by=None, keeps: bool = True) -> None:
        self.roots = [path / below for below in ROOTS] if path else []
        self.by, self.keeps = by, keeps
        self._known: OrderedDict[tuple[str, str], Picture | str] = OrderedDict()

    def picture(self, file: str, folder: str = IN_TEXTS) -> Picture:
        """The public picture made of a file below the folder. Raises NotFound."""
        key = (file, folder)
        if key not in self._known:
            self._known[key] = self._made(file, folder)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        found = self._known[key]
        if isinstance(found, str):
            raise NotFound(found)
        return found

    def _made(self, file: str, folder: str) -> Picture | str:
        found = self._whole(file)
        if found is None:
            return "non è nella cartella delle immagini"
        try:
            image = self._clean(found)
        except (images.ImageRefused, OSError) as refusal:
            return str(refusal)
        if not self.keeps:
            return Picture(name=f"{folder}/{image.name}", width=image.width, height=image.height)
        name = store_picture(image, folder)
        return pictures.note(name, by=self.by, sent_as=found.name)

    def _whole(self, file: str) -> Path | None:
        """The picture as it was sent, rather than a small copy of it; of a network's site too,
        whose folder is copied with or without those above it."""
        below = found[0] if (found := BY_MONTH.search(file)) else file
        for name in dict.fromkeys([SIZE.sub("", file), file, SIZE.sub("", below), below]):
            for root in self.roots:
                path = (root / name).resolve() if name and "\0" not in name else root
                if path.is_file() and path.is_relative_to(root.resolve()):
                    return path
        return None

    def _clean(self, path: Path) -> images.CleanImage:
        with path.open("rb") as file:
            data = file.read(images.MAX_BYTES + 1)
        for _ in range(PATIENCE):
            try:
                return images.clean(data)
            except images.ImagesBusy:
                time.sleep(1)
        return images.clean(data)


def alternative(written: str, attachment: Attachment | None) -> str:
    """What somebody wrote of it; a file's name is no description."""
    said = [" ".join(text.split()) for text in (written, attachment.alt if attachment else "")]
    is_name = SIZE.sub("", f"{attachment.title}.jpg").removesuffix(".jpg") if attachment else ""
    return next((text[:200] for text in said if text and text != is_name), images.ALT_TO_WRITE)
