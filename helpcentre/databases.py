"""settings.DATABASES of what the environment says: the database, and the copy that follows it."""

import sys
from pathlib import Path
from typing import Any

from helpcentre.environment.reading import Environment

# A machine that is gone, or cut off, answers nothing at all: say so after seconds. Of an open
# connection the kernel would find out in a quarter of an hour, of one that only listens in two
# hours; a question itself may last fifteen seconds (time_limits.py), which its server's kernel
# bridges: it goes on answering to keepalives.
SOON_GIVEN_UP = {
    "connect_timeout": 3,  # seconds, as those below
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,  # milliseconds: what was sent and not acknowledged
}
# A search is worth no compiler: it took longer than the question. 16 MB hold the places of a word
# that 400,000 texts have; beyond its memory PostgreSQL remembers pages, and reads them whole.
OF_EACH_QUESTION = "-c jit=off -c work_mem=16MB"
# What matches stands on a thousand pages: those that are in no memory are asked of the disk
# together. Servers on other systems refuse the very word.
if sys.platform == "linux":
    OF_EACH_QUESTION += " -c effective_io_concurrency=32"


def databases(env: Environment, data_dir: Path) -> dict[str, dict[str, Any]]:
    here = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(data_dir / "db.sqlite3")}
    default: dict[str, Any] = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    default |= env["DATABASE_URL"] or here
    found = {"default": default}
    if env["REPLICA_URL"]:  # helpcentre/replica/
        mirror = {"OPTIONS": {}, "TEST": {"MIRROR": "default"}}
        found["replica"] = default | mirror | env["REPLICA_URL"]
    if default["ENGINE"] == "django.db.backends.sqlite3":
        _keep_to_ourselves(Path(default["NAME"]))
        # WAL lets readers read while one writes; IMMEDIATE waits for the lock instead of failing
        # half-way; synchronous NORMAL is durable against a killed process, FULL also against a
        # power cut, and what a reader was told we received must survive both.
        default["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"),
        }
    for each in found.values():
        if each["ENGINE"] == "django.db.backends.postgresql":
            given = each.get("OPTIONS", {})  # of the address, which has the last word
            said = f"{OF_EACH_QUESTION} {given.get('options', '')}".strip()
            each["OPTIONS"] = SOON_GIVEN_UP | given | {"options": said}
    return found


def _keep_to_ourselves(file: Path) -> None:
    """SQLite would let everybody on the machine read it."""
    if not file.exists() and file.parent.is_dir():
        file.touch(mode=0o600)
