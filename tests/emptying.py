"""Between two tests that commit: what they wrote goes, and nothing else is done.

Django's flush deletes from every table, then has content types, permissions and groups made anew:
a third of a second, a thousand times in a run.
"""

from django.core.management import call_command
from django.db import transaction
from django.test import TransactionTestCase

from tests import rows

_left_by_a_flush: dict[str, rows.Rows] = {}


def empty_the_database(test: TransactionTestCase) -> None:
    """As a flush leaves it."""
    if not _left_by_a_flush:
        with rows.unguarded(*rows.GUARDED):
            call_command("flush", verbosity=0, interactive=False)
        _left_by_a_flush.update({table: rows.rows_of(table) for table in rows.filled()})
        return
    with transaction.atomic():
        known = {*rows.filled(), *_left_by_a_flush}
        changed = [table for table in known if not _is_as_left(table)]
        for table in changed:
            rows.empty(table)
        for table in changed:
            rows.put(table, _left_by_a_flush.get(table, []))


def _is_as_left(table: str) -> bool:
    return table in _left_by_a_flush and set(rows.rows_of(table)) == set(_left_by_a_flush[table])


TransactionTestCase._fixture_teardown = empty_the_database
