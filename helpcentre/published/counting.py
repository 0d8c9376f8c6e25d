"""How often the store answered, by process; the health page adds the processes up."""

import os
from contextlib import suppress
from pathlib import Path

from helpcentre.published.files import (
    make_folder,
    names_in,
    open_whatever_stands_there,
    remove,
)


class Count:
    """This process's answers so far. Two threads at once may lose one: it is a rate."""

    hits = 0
    misses = 0


def write(root: Path) -> None:
    """Leave this process's figures where the others find them."""
    folder = root / "counts"
    make_folder(folder)
    flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC
    with open(open_whatever_stands_there(folder / str(os.getpid()), flags), "w") as file:
        file.write(f"{Count.hits} {Count.misses}")


def drop_dead_workers(root: Path) -> None:
    remove(root / "counts")


def total(root: Path) -> tuple[int, int]:
    """Hits and misses of every process since the server's start, to the last half second."""
    hits = misses = 0
    with suppress(NotADirectoryError):
        for name in names_in(root / "counts"):
            its_hits, its_misses = _figures(root / "counts" / name)
            hits, misses = hits + its_hits, misses + its_misses
    return hits, misses


def _figures(file: Path) -> tuple[int, int]:
    """Of one process; none when they are just being written, or cannot be read."""
    try:
        its_hits, its_misses = map(int, file.read_text().split())
    except (OSError, ValueError):
        return 0, 0
    return its_hits, its_misses
