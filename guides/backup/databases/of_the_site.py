"""A snapshot of the database that the site uses now, of either kind."""

from django.db import connection

from guides.backup.databases.snapshot import DatabaseSnapshot
from guides.backup.databases.sqlite import SqliteSnapshot


def snapshot_of_the_site() -> DatabaseSnapshot:
    if connection.vendor == "postgresql":
        from guides.backup.databases.postgresql import PostgresqlSnapshot  # wants psycopg

        return PostgresqlSnapshot()
    return SqliteSnapshot()
