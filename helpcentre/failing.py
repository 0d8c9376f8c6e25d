"""What is logged as an error is told to an administrator: web workers and db_worker alike."""

import logging
import threading
import time

from helpcentre.logs import crashes, formatters, request_id
from helpcentre.logs.formatters import message_of
from helpcentre.logs.wording import error_types, frames_of

# Of these there is a state, a page or an alert already; a letter could not go, or says nothing.
# Whoever is refused (a wrong Host) would otherwise write the letters.
SAID_ELSEWHERE = (
    "guides.mail.", "guides.failures.", "helpcentre.database_down", "django.security", "logs",
)  # fmt: skip

OURS = ("guides/", "helpcentre/")


class ToAdministrators(logging.Handler):
    """Hands on what it was and where, never what was said."""

    def __init__(self, reports) -> None:
        super().__init__(logging.ERROR)
        self.reports = reports

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        is_of_an_answer = record.name == "django.request" and error is None  # a 503 of ours
        if is_of_an_answer or record.name.startswith(SAID_ELSEWHERE):
            return
        frames = frames_of(error) if error else []
        what = error_types(error) if error else f"{record.name}: {_shape_of(record)}"
        ours = [frame for frame in frames if frame.startswith(OURS)]
        where = (ours or frames or [f"{record.name}:{record.lineno}"])[-1]
        self.reports.note(what=what, where=where, number=request_id.current.get())


def _shape_of(record: logging.LogRecord) -> str:
    """The message before its values are put in: it is the same for the same error."""
    return str(record.msg)[:200] if record.args else message_of(record)


def worker_starts(name: str, *, stays: bool) -> None:
    """What manage.py db_worker does first (settings.AT_THE_WORKERS_START)."""
    formatters.worker = name
    if stays:
        crashes.say_in_our_words()
        start()


def start() -> None:
    """For a process that serves, once its own threads may start."""
    from guides.failures.reporting import Reports

    reports = Reports()
    handler = ToAdministrators(reports)
    for name in ("", "django"):  # the second does not hand on to the first
        logging.getLogger(name).addHandler(handler)
    run = threading.Thread(target=reports.run, args=[time.sleep], name="failures", daemon=True)
    run.start()
