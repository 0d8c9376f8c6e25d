import re

from django.core.files.storage import default_storage
from django.db import migrations

NAME = re.compile(r"[0-9a-f]{16}-(\d+)x(\d+)\.webp")


def list_them(apps, schema_editor):
    """A row for each file that was put there before there were rows."""
    Picture = apps.get_model("guides", "Picture")
    found = [
        Picture(
            name=f"{folder}/{name}",
            width=int(size[1]),
            height=int(size[2]),
            added_at=default_storage.get_modified_time(f"{folder}/{name}"),
        )
        for folder in ("immagini", "copertine")
        if default_storage.exists(folder)
        for name in default_storage.listdir(folder)[1]
        if (size := NAME.fullmatch(name))
    ]
    Picture.objects.using(schema_editor.connection.alias).bulk_create(found, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("guides", "0013_pictures")]
    operations = [migrations.RunPython(list_them, migrations.RunPython.noop)]
