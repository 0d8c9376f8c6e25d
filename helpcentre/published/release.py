"""Which templates, static files, code and settings a page was made with."""

import os
import shutil
import time
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from helpcentre.published.files import in_place_of, seconds_of

HOUR = 3600
BOOT = Path("/proc/sys/kernel/random/boot_id")


def release_of(folders: Iterable[Path], *settings: str) -> str:
    """A name for all that shapes a page besides the database: the same for the same content.

    The machine's start is in it: files are not forced to the disk, so after a power cut none
    of them is believed.
    """
    digest = blake2b(digest_size=10)
    for text in (*settings, BOOT.read_text() if BOOT.exists() else ""):
        digest.update(text.encode() + b"\0")
    for file in sorted(_files_in(folders)):
        digest.update(str(file).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files_in(folders: Iterable[Path]):
    for folder in folders:
        if folder.is_file():
            yield folder
        for pattern in ("*.py", "*.html", "*.txt", "*.xml", "*.svg"):
            yield from folder.rglob(pattern)


def go_live(root: Path) -> None:
    """Let `live`, which nginx follows, lead to this release; clear releases nobody serves."""
    fresh = root.parent / f"live.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(root.name)
    in_place_of(root.parent / "live", fresh)
    releases = [folder for folder in root.parent.iterdir() if not folder.is_symlink()]
    for other in releases:
        left_since = seconds_of(other / "cursor") or seconds_of(other)
        if other != root and left_since < time.time() - HOUR:
            shutil.rmtree(other, ignore_errors=True)
