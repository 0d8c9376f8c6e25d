"""PostgreSQL keeps what a search reads in the row, and not compressed beside the table.

Two thousand texts are weighed for a question: unpacking each took more than weighing it.
"""

from django.db import migrations

AT_ONCE = 1_000  # rows: a publication waits for no more

KEEP = "ALTER TABLE guides_searchdocument SET (toast_tuple_target = 8160)"
PACK = "ALTER TABLE guides_searchdocument RESET (toast_tuple_target)"
# Written anew, each value is a new one; the vectors are generated from them.
WRITE_ANEW = """
    UPDATE guides_searchdocument SET text = text || '', opening = opening || '', words = words || '',
        title_stems = title_stems || '', body_stems = body_stems || ''
    WHERE id >= %s AND id < %s
"""


def keep_in_rows(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(KEEP)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM guides_searchdocument")
        (last,) = cursor.fetchone()
        for first in range(0, last + 1, AT_ONCE):
            cursor.execute(WRITE_ANEW, [first, first + AT_ONCE])


def pack_again(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(PACK)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("guides", "0029_leaving_files")]

    operations = [migrations.RunPython(keep_in_rows, pack_again)]
