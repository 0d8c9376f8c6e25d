"""What nobody caught, in a thread or in the worker's own loop, said like all else."""

import logging
import sys
import threading

log = logging.getLogger("uncaught")


def say_in_our_words() -> None:
    """For processes that serve: Python's own words would hold the error's."""
    sys.excepthook = lambda kind, error, trace: log.critical(
        "the process ends", exc_info=(kind, error, trace)
    )
    threading.excepthook = lambda found: log.critical(
        "a thread ended: %s",
        found.thread.name if found.thread else "?",
        exc_info=(found.exc_type, found.exc_value or found.exc_type(), found.exc_traceback),
    )
    logging.captureWarnings(True)
    logging.raiseExceptions = False
