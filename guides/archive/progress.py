"""How far it has come: a bar on a terminal, nothing in a log."""

import sys

from django.db import reset_queries
from tqdm import tqdm


class Progress:
    """Counts rows; the library shows nothing where nobody looks (`disable=None`).

    `of` is what is counted, in Italian; bytes ("B") are shown by thousands.
    """

    def __init__(self, what: str, total: int, *, of: str = "righe") -> None:
        done = "{n_fmt}/{total_fmt}" + (of if of == "B" else f" {of}")
        words = "{desc}: {percentage:3.0f}% |{bar}| " + done + ", ancora {remaining}"
        how = {"file": sys.stderr, "disable": None, "bar_format": words, "mininterval": 0.5}
        how["unit_scale"] = of == "B"
        self._bar = tqdm(desc=what, total=total, **how)

    def __call__(self, rows: int) -> None:
        reset_queries()  # with DEBUG Django keeps what it asked: here that is every row
        self._bar.update(rows)

    def follow(self, _, remaining: int, total: int) -> None:
        """As sqlite3's backup tells it."""
        self._bar.total = total
        self._bar.update(total - remaining - self._bar.n)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_) -> None:
        self._bar.close()
