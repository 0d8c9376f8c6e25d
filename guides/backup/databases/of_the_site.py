"""Which of the two the site uses, at this moment."""

from django.db import connection

from guides.backup.databases.moment import Moment
from guides.backup.databases.sqlite import SqliteMoment


def this_moment() -> Moment:
    if connection.vendor == "postgresql":
        from guides.backup.databases.postgresql import PostgresqlMoment  # wants psycopg

        return PostgresqlMoment()
    return SqliteMoment()
