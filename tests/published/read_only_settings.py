"""The site's settings; what is opened while a file "read-only" lies in DATA_DIR cannot write."""

from django.db.backends.signals import connection_created

from helpcentre.settings import *  # noqa: F403
from helpcentre.settings import DATA_DIR


def look(connection, **_) -> None:
    if connection.vendor == "sqlite" and (DATA_DIR / "read-only").exists():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = 1")  # for as long as it is open


connection_created.connect(look, weak=False)
