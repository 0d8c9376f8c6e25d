from django.core.management.base import BaseCommand

from guides.search.models import SearchIndex
from guides.search.rebuild import rebuild


class Command(BaseCommand):
    help = "Rebuild the search index; searches go on being answered meanwhile."

    def handle(self, *args, **options) -> None:
        for read in rebuild():
            if options["verbosity"] > 1:
                self.stdout.write(f"{read} read")
        self.stdout.write(f"{SearchIndex.current().documents} texts can be found.")
