"""How long one question of a web request may last; commands and the worker have other limits."""

from django.db import connection, connections
from django.db.backends.signals import connection_created

STATEMENT, LOCK, IDLE = 15_000, 5_000, 60_000  # milliseconds
OPTIONS = (
    f"-c statement_timeout={STATEMENT} -c lock_timeout={LOCK}"
    f" -c idle_in_transaction_session_timeout={IDLE}"
)


def set_on_new_connections() -> None:
    """Called in gunicorn's worker, which opens its own connections."""
    connections.close_all()
    for alias in connections:
        if (
            connections[alias].vendor == "postgresql"
        ):  # said once, while connecting: no question more
            options = connections[alias].settings_dict["OPTIONS"]
            options["options"] = f"{options.get('options', '')} {OPTIONS}".strip()
    connection_created.connect(_limit, weak=False, dispatch_uid=__name__)


def _limit(connection=connection, **_) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {2 * LOCK}")  # one lock for all who write
