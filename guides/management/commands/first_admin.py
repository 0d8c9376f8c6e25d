import secrets
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction
from django.urls import reverse

from guides.record.models import Verb, record


class Command(BaseCommand):
    help = "Creates the first administrator with a random password, printed once."

    def handle(self, *args, **options):
        users = get_user_model().objects
        self.stdout.write(f"Il sito:      {settings.SITE_URL}/")
        self.stdout.write(f"La scrivania: {settings.SITE_URL}{reverse('admin:index')}")
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            admin = users.create_superuser(
                "admin", parseaddr(settings.DEFAULT_FROM_EMAIL)[1], password
            )
            record(Verb.ADD, command="first_admin", about=admin)
        self.stdout.write(f"Utente: admin   Password (mostrata solo ora): {password}")
