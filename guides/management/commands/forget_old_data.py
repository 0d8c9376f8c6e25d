from django.core.management.base import BaseCommand, CommandError

from guides.privacy.retention import forget_old_data


class Command(BaseCommand):
    help = "Dimentica quello che ha superato il suo termine di conservazione"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="conta soltanto")

    def handle(self, *, dry_run: bool, **options) -> None:
        verb = "da dimenticare" if dry_run else "dimenticati"
        report = forget_old_data(dry_run=dry_run)
        for what, number in report.items():
            self.stdout.write(f"{number:>8} {verb}: {what}")
        if report.failed:
            failed = "; ".join(f"{what} ({why})" for what, why in report.failed.items())
            raise CommandError(f"Non si è potuto dimenticare tutto: {failed}. Leggi il registro.")
