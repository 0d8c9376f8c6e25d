"""The way back when nobody is left who could do it at the desk."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from helpcentre.accounts.changes import reset


class Command(BaseCommand):
    help = "Azzera il secondo passo di una persona: dopo la password ne prepara uno nuovo."

    def add_arguments(self, parser) -> None:
        parser.add_argument("name", help="il nome utente")
        parser.add_argument("--because", default="chiesto sul server", help="resta nel registro")

    def handle(self, *args, name: str, because: str, **options) -> None:
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Nessuno si chiama «{name}».")
        there = reset(user, by=None, because=because, command="reset_second_factor")
        said = "Il secondo passo è azzerato" if there else "Non c’era niente da azzerare"
        self.stdout.write(f"{said}: «{name}» ne prepara uno dopo la password.")
