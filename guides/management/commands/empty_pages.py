"""Every published page is rendered anew: on this machine at once, on the others within a second."""

from django.core.management.base import BaseCommand

from guides.pages.models import purge
from guides.pages.tags import EVERYTHING


class Command(BaseCommand):
    help = "Svuota le pagine pubblicate tenute su disco, su tutte le macchine."

    def handle(self, *args, **options) -> None:
        purge(EVERYTHING)
        self.stdout.write("Le pagine pubblicate saranno preparate di nuovo.")
