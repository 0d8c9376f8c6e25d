"""Connections to PostgreSQL that a worker's threads share: as many as can ask at once, kept open.

gunicorn gives a worker eight threads more than Django may use (slots.py); without a pool each of
them would sooner or later hold a connection of its own. Turned on in a worker that is born: a pool
has threads and sockets, and neither survives a fork. Commands and db_worker have one thread, and
keep their one connection.
"""

from django.db import connections

OF_THE_WORKER = (
    7  # watchers of pages and schedules, tallies, the copy, letters on errors; one spare
)
PATIENCE = 1.5  # seconds for a connection: a database that is gone is said to be so soon
# Seconds between two attempts of which who comes next waits for the second: where it were as long
# as their patience, a database that is back went unnoticed by one more of them.
ANEW_AFTER = 0.25


def share_connections(at_once: int) -> None:
    """`at_once` requests of this process, and its own threads, take turns at connections."""
    for alias in connections:
        connection = connections[alias]
        if connection.vendor == "postgresql":
            connection.close()
            settings = connection.settings_dict  # the one that every thread's connection has
            settings["CONN_MAX_AGE"] = 0  # what is closed after a request goes back to the pool
            settings["OPTIONS"]["pool"] = {
                "min_size": 0,
                "max_size": at_once + OF_THE_WORKER,
                "timeout": PATIENCE,
                "max_idle": 600.0,
                "reconnect_timeout": ANEW_AFTER,  # then who comes next tries anew
            }
