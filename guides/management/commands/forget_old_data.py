from django.core.management.base import BaseCommand

from guides.moderation.forgetting import forget_old_data


class Command(BaseCommand):
    help = "Dimentica quello che ha superato il suo termine di conservazione"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="conta soltanto")

    def handle(self, *, dry_run: bool, **options) -> None:
        verb = "da dimenticare" if dry_run else "dimenticati"
        for what, number in forget_old_data(dry_run=dry_run).items():
            self.stdout.write(f"{number:>8} {verb}: {what}")
