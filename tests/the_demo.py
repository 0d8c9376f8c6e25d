"""The demo as `load_demo` leaves it, put back row by row: to load it takes six seconds of work."""

import fcntl
import os
import pickle
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from tests import rows
from tests.prepared import FOLDER


def load_the_demo() -> None:
    """Loaded by whoever comes first in a run, copied by all others; before anybody signs up."""
    assert not get_user_model().objects.exists()  # else they are who publishes
    kept = Path(os.environ[FOLDER]) / "demo"
    with open(f"{kept}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            call_command("load_demo", verbosity=0)
            ours = [table for table in rows.filled() if table.startswith("guides_")]
            held = {table: rows.rows_of(table) for table in ours}
            kept.write_bytes(pickle.dumps(held))
            return
    _put_back(pickle.loads(kept.read_bytes()))  # noqa: S301 - our own


@transaction.atomic
def _put_back(kept: dict[str, rows.Rows]) -> None:
    """In the place of what migrations wrote there; references are checked when all is written."""
    for table in kept:
        rows.empty(table)
    for table, held in kept.items():
        rows.put(table, held)
    models = apps.get_app_config("guides").get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
