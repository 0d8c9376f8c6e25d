"""The site's and the moderation's one record are always there."""

from django.db import migrations


def make_them(apps, schema_editor):
    for model in ("SiteSettings", "ModerationSettings"):
        rows = apps.get_model("guides", model).objects.using(schema_editor.connection.alias)
        rows.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("guides", "0039_words_of_the_desk")]

    operations = [migrations.RunPython(make_them, migrations.RunPython.noop)]
