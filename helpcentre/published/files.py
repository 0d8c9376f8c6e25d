"""Files put in place whole, folders made and read; an address as a file's name."""

import os
import shutil
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings


def file_name(text: str) -> str:
    """`text` as the name of one file; urllib.parse.unquote gives it back."""
    return quote(text, safe="")


def names_in(folder: Path) -> list[str]:
    """The names in a folder, none when it is not there. Raises NotADirectoryError for a file."""
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def seconds_of(file: Path) -> float:
    """When a file was written, in seconds since 1970; 0 when it is not there."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def remove(file: str | Path) -> None:
    """Take away what bears a file's name, a folder too: that is none of ours."""
    try:
        os.unlink(file)
    except (FileNotFoundError, NotADirectoryError):
        return
    except (IsADirectoryError, PermissionError):  # as the systems say it
        if not os.path.isdir(file):
            raise
        shutil.rmtree(file)


def open_whatever_stands_there(file: Path, flags: int) -> int:
    """Open a file of ours for writing; a folder in its place goes."""
    try:
        return os.open(file, flags, 0o644)
    except IsADirectoryError:
        remove(file)
        return os.open(file, flags, 0o644)


def in_place_of(target: Path, part: Path) -> None:
    """Put a file where another stands, or a folder that does not belong there."""
    try:
        os.replace(part, target)
    except IsADirectoryError:
        remove(target)
        os.replace(part, target)


def write_whole(target: Path, content: bytes, *, tmp: Path, second: int | None = None) -> None:
    """Put a file in its place whole, or not at all, dated `second` when that is given."""
    part = tmp / uuid4().hex
    try:
        with open(part, "wb", buffering=0) as file:
            if file.write(content) < len(content):  # a disk with room for a part says no more
                raise OSError(ENOSPC, "not written whole", str(part))
        if second is not None:
            os.utime(part, (second, second))
        in_its_folder(target, lambda: in_place_of(target, part))
    except OSError:
        remove(part)
        raise


def mark(marker: Path) -> None:
    """Let an empty file stand there."""
    flags = os.O_CREAT | os.O_WRONLY
    in_its_folder(marker, lambda: os.close(open_whatever_stands_there(marker, flags)))


def in_its_folder(file: Path, act: Callable[[], object]) -> None:
    """Do it; when the file's folder is not there yet, or a file stands there, make it first."""
    try:
        act()
    except (FileNotFoundError, NotADirectoryError):
        make_folder(file.parent)
        act()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, in the place of any file of the store's that stands there.

    The pages' own folder and what is above it are somebody else's: a link to a disk that is not
    there stays a link.
    """
    for place in (*reversed(folder.parents), folder):
        is_in_the_way = place.is_file() or (place.is_symlink() and not place.exists())
        if is_in_the_way and settings.PAGES_DIR in place.parents:
            remove(place)
        place.mkdir(exist_ok=True)
