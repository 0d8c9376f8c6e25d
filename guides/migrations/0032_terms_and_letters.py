"""Blocked words are compared word by word: an apostrophe parts two. Letters have another last state."""

import re

from django.db import migrations, models


def part_words_at_apostrophes(apps, schema_editor):
    terms = apps.get_model("guides", "BlockedTerm").objects
    for term in terms.filter(kind="word"):
        parted = " ".join(re.findall(r"[^\W_]+", term.term))
        if parted == term.term:
            continue
        if terms.filter(kind="word", term=parted).exists():
            term.delete()
        else:
            terms.filter(pk=term.pk).update(term=parted)


class Migration(migrations.Migration):
    dependencies = [("guides", "0031_sane_days")]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "in attesa"),
                    ("sending", "in partenza"),
                    ("sent", "spedita"),
                    ("refused", "non consegnabile"),
                ],
                default="queued",
                max_length=8,
                verbose_name="stato",
            ),
        ),
        migrations.RunPython(part_words_at_apostrophes, migrations.RunPython.noop),
    ]
