"""The site's settings, with a database that has no room for one page more."""

from django.db.backends.signals import connection_created

from helpcentre.settings import *  # noqa: F403


def fill(connection, **_) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA max_page_count = 1")  # no less than it has
        else:
            cursor.execute("SET default_transaction_read_only = on")


connection_created.connect(fill, weak=False)
