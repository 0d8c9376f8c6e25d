"""How often the store answered, by process; the health page adds the processes up."""

import os
from pathlib import Path

from helpcentre.published.files import names_in, remove


class Count:
    """This process's answers so far. Two threads at once may lose one: it is a rate."""

    hits = 0
    misses = 0


def write(root: Path) -> None:
    """Leave this process's figures where the others find them."""
    folder = root / "counts"
    folder.mkdir(exist_ok=True)
    (folder / str(os.getpid())).write_text(f"{Count.hits} {Count.misses}")


def forget_the_dead(root: Path) -> None:
    for name in names_in(root / "counts"):
        remove(root / "counts" / name)


def total(root: Path) -> tuple[int, int]:
    """Hits and misses of every process since the server's start, to the last half second."""
    hits = misses = 0
    for name in names_in(root / "counts"):
        written = (root / "counts" / name).read_text().split()
        if len(written) == 2:
            hits, misses = hits + int(written[0]), misses + int(written[1])
    return hits, misses
