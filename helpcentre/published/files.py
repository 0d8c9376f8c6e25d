"""Small things a folder of files needs."""

import os
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4


def file_name(text: str) -> str:
    """`text` as the name of one file; urllib.parse.unquote gives it back."""
    return quote(text, safe="")


def names_in(folder: Path) -> list[str]:
    """The names in a folder, none when it is not there."""
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
    try:
        os.unlink(file)
    except FileNotFoundError:
        return


def write_whole(target: Path, content: bytes, *, tmp: Path, second: int | None = None) -> None:
    """Put a file in its place whole, or not at all, dated `second` when that is given."""
    part = tmp / uuid4().hex
    try:
        with open(part, "wb", buffering=0) as file:
            if file.write(content) < len(content):  # a disk with room for a part says no more
                raise OSError(ENOSPC, "not written whole", str(part))
        if second is not None:
            os.utime(part, (second, second))
        in_its_folder(target, lambda: os.replace(part, target))
    except OSError:
        remove(part)
        raise


def mark(marker: Path) -> None:
    """Let an empty file stand there."""
    in_its_folder(marker, lambda: os.close(os.open(marker, os.O_CREAT | os.O_WRONLY, 0o644)))


def in_its_folder(file: Path, act: Callable[[], object]) -> None:
    """Do it; when the file's folder is not there yet, make it first."""
    try:
        act()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        act()
