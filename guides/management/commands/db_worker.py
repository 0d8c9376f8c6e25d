import os
import socket

from django.conf import settings
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from django.utils.module_loading import import_string
from django_tasks_db.management.commands import db_worker

from guides.mail.timetable import Clock


class Command(db_worker.Command):
    """The task queue's worker, with our timetable (`guides` precedes it in INSTALLED_APPS)."""

    help = "Spedisce le lettere e fa, a suo tempo, i lavori del sito"

    def add_arguments(self, parser) -> None:
        """A name that says which process of which machine: one made by chance the log hides."""
        super().add_arguments(parser)
        parser.set_defaults(worker_id=f"{socket.gethostname()[:40]}-{os.getpid()}")

    def handle(self, *, batch: bool, reload: bool, worker_id: str, **options) -> None:
        only_watches_the_code = reload and os.environ.get(DJANGO_AUTORELOAD_ENV) != "true"
        if not only_watches_the_code:
            import_string(settings.AT_THE_WORKERS_START)(worker_id, stays=not batch)
            if not batch:
                Clock().start()
        super().handle(batch=batch, reload=reload, worker_id=worker_id, **options)
