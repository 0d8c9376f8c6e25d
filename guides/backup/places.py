"""Where uploaded files lie, whatever keeps them: the newsroom's pictures, readers' attachments."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from django.core.files.storage import Storage

from guides.uploads.storage import PUBLIC_FOLDERS, private_storage, public_pictures

PICTURES, PRIVATE = "immagini", "allegati"  # their folders in a backup


class Found(NamedTuple):
    """A file: where it goes in a backup, what keeps it under which name, and what that says of
    it: its bytes, and in a bucket its MD5."""

    path: str
    storage: Storage
    name: str
    size: int
    md5: str = ""


def pictures() -> Iterator[Found]:
    storage = public_pictures()
    for folder in PUBLIC_FOLDERS:
        yield from _found(PICTURES, storage, folder)


def attachments() -> Iterator[Found]:
    yield from _found(PRIVATE, private_storage())


def _found(place: str, storage: Storage, folder: str = "") -> Iterator[Found]:
    if hasattr(storage, "listed"):
        for name, size, md5 in storage.listed(folder):
            yield Found(f"{place}/{name}", storage, name, size, md5)
        return
    for name in walk(storage, folder):
        with suppress(FileNotFoundError):  # erased meanwhile
            yield Found(f"{place}/{name}", storage, name, storage.size(name))


def storage_of(path: str) -> tuple[Storage, str]:
    """The storage and the name there of a file in a backup."""
    folder, _, name = path.partition("/")
    return (private_storage() if folder == PRIVATE else public_pictures()), name


def walk(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from walk(storage, f"{folder}/{name}" if folder else name)
