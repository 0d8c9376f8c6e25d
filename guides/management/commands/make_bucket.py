"""Makes the bucket of FILES_URL where it is not there yet; compose runs it before the site."""

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Crea, se manca, il secchio di FILES_URL."

    def handle(self, *args, **options) -> None:
        if not settings.FILES:
            self.stdout.write("FILES_URL non è impostata: i file restano in DATA_DIR.")
            return
        from guides.uploads.bucket import PrivateBucket  # its libraries are not everywhere

        made = PrivateBucket().make()
        self.stdout.write("Secchio creato." if made else "Il secchio c’era già.")
