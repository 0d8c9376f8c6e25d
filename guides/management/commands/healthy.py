import os
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Asks the server on this machine whether it answers: the image's health check."

    def handle(self, *args, **options):
        address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/salute/"
        request = Request(address, headers={"Host": settings.ALLOWED_HOSTS[-1]})
        try:
            urlopen(request, timeout=4).close()  # noqa: S310
        except OSError as error:
            raise CommandError(str(error)) from error
