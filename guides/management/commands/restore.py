from pathlib import Path

from django.core.management.base import BaseCommand

from guides.backup.exceptions import to_the_terminal
from guides.backup.restoring import Restored, restore


class Command(BaseCommand):
    """Parses arguments and calls guides.backup."""

    help = (
        "Rifà il sito da una copia di sicurezza, a sito spento. Ciò che dopo la copia è stato "
        "cancellato o ritirato resta tale."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", type=Path, metavar="CARTELLA", help="una copia, o la cartella che le tiene"
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="anche sopra un sito che vive: la sua banca dati resta accanto, con un altro nome",
        )
        parser.add_argument(
            "--letters-go",
            action="store_true",
            help="spedisce le lettere che nella copia aspettavano: solo se da allora il sito è "
            "rimasto spento",
        )

    def handle(self, *args, folder, overwrite=False, letters_go=False, **options):
        with to_the_terminal():
            done = restore(folder, overwrite=overwrite, letters_go=letters_go)
        self._tell(done)

    def _tell(self, done: Restored) -> None:
        self.stdout.write(f"Il sito è quello di {done.manifest.momento}: «{done.backup}».")
        for what, number in done.done.items():
            if number:
                self.stdout.write(f"  {what}: {number}")
        self.stdout.write(f"  file al loro posto: {done.files}")
        for name in done.manifest.mancavano:
            self.stderr.write(f"Manca il file dell’allegato {name}: mancava già allora.")
        if done.kept:
            self.stdout.write(
                f"La banca dati di prima è «{done.kept}»: quando non serve più, cancellala."
            )
        self.stdout.write(
            "Prima di riaprire: guarda alla scrivania chi può entrare (chi se n’era andato dopo la "
            "copia c’è di nuovo) e le lettere fermate. Poi accendi il sito."
        )
