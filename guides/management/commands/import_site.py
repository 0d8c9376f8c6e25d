from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from guides.archive.exceptions import Refused
from guides.archive.whole import import_
from guides.record.models import Verb, record


class Command(BaseCommand):
    """Parses arguments and calls guides.archive."""

    help = "Rifà il sito da una copia scritta da export_site, su una banca dati vuota."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="CARTELLA")
        parser.add_argument(
            "--accept-changes",
            action="store_true",
            help="importa anche i file corretti a mano dopo l’esportazione, e dice quali",
        )

    def handle(self, *args, folder, accept_changes=False, **options):
        try:
            done = import_(folder, accept_changes=accept_changes)
        except Refused as why:
            raise CommandError(str(why)) from why
        after = {"righe": done.rows, "file corretti a mano": len(done.changed)}
        record(Verb.IMPORT, command="import_site", kind="sito", after=after)
        for path in done.changed:
            self.stdout.write(f"Corretto a mano dopo l’esportazione: {path}")
        for path in done.unknown:
            self.stdout.write(f"Non è della copia, e non è stato letto: {path}")
        self.stdout.write(f"Importate {done.rows} righe: il sito è quello della copia.")
