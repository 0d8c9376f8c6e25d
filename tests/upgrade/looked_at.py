"""Run in a process of its own on a database: what it holds and how it is made, as JSON."""

import json
import os
import re

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpcentre.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

COLUMNS = {
    "sqlite": 'SELECT t.name, c.name, c.type, c."notnull" FROM sqlite_master t, '
    "pragma_table_info(t.name) c WHERE t.type = 'table'",
    "postgresql": "SELECT table_name, column_name, data_type, is_nullable "
    "FROM information_schema.columns WHERE table_schema = 'public'",
}
RULES = {  # indexes, triggers and constraints, by their names
    "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": "SELECT tablename, indexname, '' FROM pg_indexes WHERE schemaname = 'public' "
    "UNION ALL SELECT conrelid::regclass::text, conname, '' FROM pg_constraint WHERE conrelid <> 0 "
    "UNION ALL SELECT tgrelid::regclass::text, tgname, '' FROM pg_trigger WHERE NOT tgisinternal",
}
# What a renamed table has keeps the names that Django gave it under the old one.
RENAMED = {"forgottentags": "purgedtags", "telling": "questionreport"}


def schema() -> dict:
    """{"columns": …, "rules": …} of every table of the app's."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS[connection.vendor])
        columns = [row for row in cursor.fetchall() if _is_ours(row[0])]
        cursor.execute(RULES[connection.vendor])
        rules = {
            (table, _without_its_digest(found))
            for table, name, sql in cursor.fetchall()
            if _is_ours(table)
            for found in (name, *re.findall(r'CONSTRAINT "(\w+)"', sql))
        }
    return {"columns": sorted(columns), "rules": sorted(rules)}


def _is_ours(table: str) -> bool:
    return table.startswith("guides_") and "searchtext" not in table


def _without_its_digest(name: str) -> str:
    for before, now in RENAMED.items():
        if name.startswith((f"guides_{before}_", f"guides_{now[:13]}")):
            said = re.sub(r"_[0-9a-f]{8}(_fk_.*)?$", "", name).removeprefix("guides_")
            return f"guides_{now}_{said.partition('_')[2]}"
    return name


def pages() -> dict:
    """What readers see of it: {address: [status, text]}."""
    from guides.comments.models import Comment
    from guides.guide.editions import Edition
    from guides.stories.models import Story

    seen = [edition.get_absolute_url() for edition in Edition.objects.live()]
    seen += [story.get_absolute_url() for story in Story.objects.approved()]
    seen += ["/", "/guide/", "/storie/", "/aziende/", "/cerca/?q=rimborso", "/regole/"]
    client = Client(HTTP_HOST="localhost:8000")
    with override_settings(PAGES_DIR=None):
        answers = {address: client.get(address) for address in seen}
    return {
        "comments": Comment.objects.approved().count(),
        "answers": {a: [r.status_code, r.content.decode()] for a, r in answers.items()},
    }


counts = {model._meta.label_lower: model._base_manager.count() for model in apps.get_models()}
print(json.dumps({"schema": schema(), "counts": counts, "pages": pages()}))
