"""Run in a process of its own: an export, during which another process writes.

argv: the folder of the copy.
"""

import os
import subprocess
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpcentre.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from guides.archive.exporting import Exporter  # noqa: E402
from guides.topics.models import Topic  # noqa: E402

WRITES = """
from guides.topics.models import Topic
from guides.site.models import SiteSettings
Topic.objects.create(name="Arrivato dopo", slug="dopo", description="Dopo.")
SiteSettings.objects.update_or_create(pk=1, defaults={"name": "Cambiato dopo"})
"""

write_pages = Exporter._pages


def interrupted(self, model, shape):
    if model is Topic:
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", WRITES]
        subprocess.run(command, check=True, timeout=60)  # noqa: S603 - our own
    write_pages(self, model, shape)


Topic.objects.create(name="Di prima", slug="prima", description="Prima.")
Exporter._pages = interrupted
call_command("export_site", sys.argv[1])
print(Topic.objects.count())
