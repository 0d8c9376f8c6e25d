from django.core.management.base import BaseCommand

from guides.search.models import SearchIndex
from guides.search.rebuild import rebuild


class Command(BaseCommand):
    help = "Rebuild the search index; searches go on being answered meanwhile."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--if-old",
            action="store_true",
            help="only an index that an earlier version of the site has made",
        )

    def handle(self, *args, **options) -> None:
        if options["if_old"] and not SearchIndex.current().is_old:
            return
        for read in rebuild():
            if options["verbosity"] > 1:
                self.stdout.write(f"{read} read")
        if options["verbosity"]:
            self.stdout.write(f"{SearchIndex.current().documents} texts can be found.")
