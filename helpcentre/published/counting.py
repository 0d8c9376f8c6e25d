"""What this process counted, and all processes together: for the health page and the metrics."""

import json
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path

from helpcentre.published.files import make_folder, names_in, remove, write_whole

BY_THE_STORE = "helpcentre.by_the_store"  # in the environ of a request that the store answered


class Count:
    """This process's figures so far. Two threads at once may lose a hit: it is a rate."""

    hits = 0
    misses = 0
    figures: Counter[str] = Counter()  # what helpcentre/metrics/requests.py counts


def write(root: Path) -> None:
    """Leave this process's figures where the others find them, whole or not at all."""
    folder = root / "counts"
    make_folder(folder)
    figures = dict(Count.figures) | {"hits": Count.hits, "misses": Count.misses}
    write_whole(folder / str(os.getpid()), json.dumps(figures).encode(), tmp=root / "tmp")


def drop_dead_workers(root: Path) -> None:
    remove(root / "counts")


def total(root: Path) -> Counter[str]:
    """The figures of every process since the server's start, to the last half second."""
    figures: Counter[str] = Counter()
    with suppress(NotADirectoryError):
        for name in names_in(root / "counts"):
            figures.update(_figures(root / "counts" / name))
    return figures


def _figures(file: Path) -> dict[str, int]:
    """Of one process; none when they cannot be read."""
    try:
        figures = json.loads(file.read_text())
        return {str(name): int(number) for name, number in figures.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
