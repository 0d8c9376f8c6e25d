import os
from urllib.request import ProxyHandler, Request, build_opener

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Asks the server on this machine whether it answers: the image's health check."

    def handle(self, *args, **options):
        address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/salute/viva"
        request = Request(address, headers={"Host": settings.ALLOWED_HOSTS[-1]})
        try:
            # Never through the proxy that the environment names for other addresses.
            build_opener(ProxyHandler({})).open(request, timeout=4).close()
        except OSError as error:
            raise CommandError(str(error)) from error
