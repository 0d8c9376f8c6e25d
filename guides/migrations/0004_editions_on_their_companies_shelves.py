"""Editions that are there already stand on the page of their own company."""

from django.db import migrations


def put_on_shelves(apps, schema_editor):
    edition = apps.get_model("guides", "Edition")
    shelf = apps.get_model("guides", "EditionCompany")
    own = edition.objects.exclude(company=None).values_list("pk", "company_id")
    shelf.objects.bulk_create(
        (shelf(edition_id=pk, company_id=company) for pk, company in own), batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [("guides", "0003_sectors_and_authorities")]

    operations = [migrations.RunPython(put_on_shelves, migrations.RunPython.noop)]
