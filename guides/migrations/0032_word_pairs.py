"""PostgreSQL finds what is quoted by an index of each two words that stand side by side.

A tsvector's index knows no places: to find two common words side by side, each text that holds
both was read, 27,000 of a million.
"""

from django.db import migrations

# COST: reading a text's pairs takes long, and the index must be asked instead.
# A number for each pair: a million of them fill an index where pairs themselves would be as many
# as texts are long. Two pairs that share one are told apart by the words themselves.
PAIRS = """
    CREATE FUNCTION guides_word_pairs(words text) RETURNS integer[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
        SELECT coalesce(array_agg(hashtext(one || ' ' || other) & 1048575), '{}')
        FROM (SELECT string_to_array(btrim(words), '  ') AS w) AS of_it,
             unnest(w[:cardinality(w) - 1], w[2:]) AS pair(one, other)
    $$
"""
INDEX = """
    CREATE INDEX guides_searchdocument_pairs ON guides_searchdocument
    USING gin (guides_word_pairs(words)) WITH (fastupdate = off)
"""


def make_pairs(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(PAIRS)
        schema_editor.execute(INDEX)


def drop_pairs(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX guides_searchdocument_pairs")
        schema_editor.execute("DROP FUNCTION guides_word_pairs(text)")


class Migration(migrations.Migration):
    dependencies = [("guides", "0031_amounts_not_below_zero")]

    operations = [migrations.RunPython(make_pairs, drop_pairs)]
