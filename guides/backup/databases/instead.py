"""A piece of work done on another database than the site's, in the same process."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def instead(name: str) -> Iterator[None]:
    """Everything asked of the site's database is asked of the one called `name`."""
    site = connections[DEFAULT_DB_ALIAS]
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    # A pool belongs to the site's own database; the site's limits of time are for visitors.
    options = {key: said for key, said in site.settings_dict["OPTIONS"].items() if key != "pool"}
    other.settings_dict = {**site.settings_dict, "NAME": name, "OPTIONS": options}
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = site
