"""A SQLite file that could only be read, and can be written again: gunicorn's worker ends.

What was opened meanwhile stays read-only, and SQLite shares what it knows of a file among all
connections of a process: none of them alone can be opened anew. The master makes another worker.
"""

import logging
import os
import signal
import threading
import time
from pathlib import Path

from django.db import connection

log = logging.getLogger(__name__)

LOOK = 0.5  # seconds
LIVES = 5.0  # at least: a file that only seems to be writable must not keep workers from working

_refused = threading.Event()


def note_refusal() -> None:
    """Tell the watching thread that a request was refused because the file is read-only."""
    _refused.set()


def start() -> None:
    """In a worker that is born."""
    if connection.vendor == "sqlite":
        threading.Thread(target=_end_once_well, name="read-only", daemon=True).start()


def _end_once_well() -> None:
    born, file = time.monotonic(), Path(connection.settings_dict["NAME"])
    _refused.wait()
    while not _is_well(file) or time.monotonic() < born + LIVES:
        time.sleep(LOOK)
    log.warning("the database can be written again: this worker ends for one that opens it anew")
    os.kill(os.getpid(), signal.SIGTERM)


def _is_well(file: Path) -> bool:
    """With the files that SQLite has beside it."""
    beside = file.parent.glob(f"{file.name}-*")
    return all(os.access(each, os.W_OK) for each in (file, file.parent, *beside))
