"""How an answer begins, when it was verified, which analyzer made the index, and signposts."""

from importlib import import_module

import guides.text.fields
from django.db import migrations, models
from django.db.models import Q

full_text = import_module("guides.migrations.0007_search_full_text")


def bring_back_triggers(apps, schema_editor):
    """SQLite wrote the table anew, without what keeps FTS5 in step with it."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in full_text.SQLITE[1:]:
            schema_editor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))


class Migration(migrations.Migration):
    dependencies = [("guides", "0040_one_record_of_each")]

    operations = [
        migrations.AddField(
            model_name="searchindex",
            name="made_by",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="opening",
            field=models.TextField(blank=True, default="", verbose_name="come comincia"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="verified_on",
            field=models.DateField(blank=True, null=True, verbose_name="verificata il"),
        ),
        migrations.CreateModel(
            name="Signpost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wordings", models.CharField(help_text="Parole, nomi o espressioni separate da virgole: «canone rai, abbonamento rai». La ricerca non li scambia mai per altre parole.", max_length=1000, verbose_name="quando si cerca")),
                ("says", models.CharField(help_text="Una frase: «Del canone si occupa l’Agenzia delle Entrate».", max_length=300, verbose_name="che cosa dire")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="chi se ne occupa")),
                ("address", guides.text.fields.WebAddressField(blank=True, verbose_name="il suo sito")),
            ],
            options={
                "verbose_name": "indicazione per chi cerca altro",
                "verbose_name_plural": "indicazioni per chi cerca altro",
                "ordering": ["wordings"],
                "constraints": [models.CheckConstraint(condition=Q(("address", ""), ~Q(name=""), _connector="OR"), name="signpost_with_an_address_names_it")],
            },
        ),
        migrations.RunPython(bring_back_triggers, bring_back_triggers),
    ]
