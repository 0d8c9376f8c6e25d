from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from guides.archive.exceptions import Refused
from guides.archive.whole import export
from guides.record.models import Verb, record
from guides.text.numbers import in_figures


class Command(BaseCommand):
    """Parses arguments and calls guides.archive."""

    help = (
        "Scrive in una cartella nuova una copia del sito che una persona può leggere: Markdown, "
        "JSON e immagini. Il sito intanto resta in uso."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="CARTELLA")
        parser.add_argument(
            "--with-queue",
            action="store_true",
            help="anche i testi dei lettori che aspettano o che non sono stati pubblicati",
        )

    def handle(self, *args, folder, with_queue=False, **options):
        try:
            manifest = export(folder, with_queue=with_queue)
        except Refused as why:
            raise CommandError(str(why)) from why
        number = sum(manifest.righe.values())
        after = {"righe": number, "anche la coda": with_queue}
        record(Verb.EXPORT, command="export_site", kind="sito", after=after)
        for name in manifest.immagini_che_mancano:
            self.stderr.write(f"Manca il file dell’immagine {name}: nella copia non c’è.")
        self.stdout.write(f"La copia è in «{folder}»: {in_figures(number)} righe.")
