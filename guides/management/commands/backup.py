from pathlib import Path

from django.core.management.base import BaseCommand

from guides.backup import nightly
from guides.backup.exceptions import to_the_terminal
from guides.backup.making import Made, make
from guides.backup.rotation import rotate


class Command(BaseCommand):
    """Parses arguments and calls guides.backup."""

    help = (
        "Fa una copia di sicurezza in CARTELLA mentre il sito è in uso: banca dati e file di uno "
        "stesso momento, verificati ripristinandoli per prova."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="CARTELLA")
        parser.add_argument(
            "--keep",
            type=int,
            metavar="GIORNI",
            help="poi tiene una copia al giorno per questi giorni e una alla settimana per quattro",
        )
        parser.add_argument(
            "--each-night",
            type=nightly.clock,
            metavar="ORA",
            help="resta acceso e la fa ogni notte a quest’ora, per esempio 03:30",
        )

    def handle(self, *args, folder, keep=None, each_night=None, **options):
        if each_night:
            nightly.keep_making(each_night, lambda: self._make(folder, keep), say=self.stdout.write)
        else:
            with to_the_terminal():
                self._make(folder, keep)

    def _make(self, folder: Path, keep: int | None) -> None:
        made = make(folder)
        self._tell(made)
        for gone in rotate(folder, days=max(keep, 1)) if keep is not None else ():
            self.stdout.write(f"Tolta la copia «{gone.name}»: il suo tempo è passato.")

    def _tell(self, made: Made) -> None:
        said, rows = made.manifest, sum(int(rows) for rows, _ in made.manifest.righe.values())
        for name in said.mancavano:
            self.stderr.write(f"Manca sul sito il file dell’allegato {name}: nella copia non c’è.")
        for name in said.rovinati:
            self.stderr.write(f"L’allegato {name} non è più come era stato inviato: è rovinato.")
        self.stdout.write(f"La copia è in «{made.place}»: {rows} righe, {said.allegati} allegati.")
        proof = (
            f"Ma la banca dati {said.non_verificato}."
            if said.non_verificato
            else ("È verificata: ripristinata per prova, righe e impronte sono quelle del sito.")
        )
        self.stdout.write(proof)
