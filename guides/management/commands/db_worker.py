import os

from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from django_tasks_db.management.commands import db_worker

from guides.mail.timetable import Clock


class Command(db_worker.Command):
    """The task queue's worker, with our timetable (`guides` precedes it in INSTALLED_APPS)."""

    help = "Spedisce le lettere e fa, a suo tempo, i lavori del sito"

    def handle(self, *, batch: bool, reload: bool, **options) -> None:
        only_watches_the_code = reload and os.environ.get(DJANGO_AUTORELOAD_ENV) != "true"
        if not batch and not only_watches_the_code:
            Clock().start()
        super().handle(batch=batch, reload=reload, **options)
