"""What a worker would read while its first reader with a mistyped word waits."""

import logging

from django.db import DatabaseError, connections

from guides.search import italian
from guides.search.vocabulary import LOADED

log = logging.getLogger(__name__)


def preload() -> None:
    """The words of Italian, and those of the index; called before workers are forked, who share
    them. A database that does not answer yet, or has no tables yet, stops nothing."""
    italian.preload()
    try:
        LOADED.words()
    except DatabaseError as error:
        log.warning("the words of the index are not preloaded: %s", type(error).__name__)
    finally:
        connections.close_all()  # no process may inherit one
