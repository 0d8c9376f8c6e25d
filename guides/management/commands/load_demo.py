from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from guides.demo import loader


class Command(BaseCommand):
    """Parses arguments and calls guides.demo."""

    help = "Scrive e pubblica le guide dimostrative. Ciò che esiste già resta com’è."

    def add_arguments(self, parser):
        parser.add_argument("--by", help="chi pubblica (nome utente); se manca, l’amministratore")
        parser.add_argument(
            "--overwrite", action="store_true", help="rimette i testi dei file dove sono cambiati"
        )

    def handle(self, *args, by=None, overwrite=False, **options):
        try:
            written = loader.load(by=self._publisher(by), overwrite=overwrite)
        except ValidationError as refusal:
            raise CommandError(str(refusal)) from refusal
        counts = ", ".join(f"{number} {kind}" for kind, number in written.items())
        self.stdout.write(f"Scritti: {counts}." if counts else "C’era già tutto.")

    def _publisher(self, username):
        users = get_user_model().objects
        if not username:
            return users.filter(is_superuser=True, is_active=True).order_by("pk").first()
        try:
            return users.get_by_natural_key(username)
        except get_user_model().DoesNotExist:
            raise CommandError(f"Nessun utente si chiama «{username}».") from None
