"""Django's `migrate`, which also knows the twenty-four steps of before the first release."""

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

LAST_OF_TWENTY_FOUR = ("guides", "0024_section_begun_from_a_question")
STANDS_FOR_THEM = ("guides", "0001_initial")


class Command(migrate.Command):
    """A migration that stands for others is itself stood for (`0001_squashed_0029…`).

    Django follows that only one deep (its ticket 24529), so the first of the two is written down
    here as made, where the steps that it stands for are.
    """

    def handle(self, *args, **options):
        recorder = MigrationRecorder(connections[options["database"]])
        made = recorder.applied_migrations()
        if LAST_OF_TWENTY_FOUR in made and STANDS_FOR_THEM not in made:
            recorder.record_applied(*STANDS_FOR_THEM)
        return super().handle(*args, **options)
