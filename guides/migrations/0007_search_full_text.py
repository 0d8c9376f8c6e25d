"""The full-text index of each database, kept by the database itself: no write can miss it."""

from django.db import migrations

# `detail=full` and a table with content: otherwise bm25() answers 0. The triggers follow FTS5's
# documentation, section 4.4.3 "External Content Tables".
SQLITE = [
    """
    CREATE VIRTUAL TABLE guides_searchtext USING fts5(
        title_stems, body_stems,
        content=guides_searchdocument, content_rowid=id,
        tokenize="unicode61 remove_diacritics 0", detail=full
    )
    """,
    """
    CREATE TRIGGER guides_searchtext_added AFTER INSERT ON guides_searchdocument BEGIN
        INSERT INTO guides_searchtext (rowid, title_stems, body_stems)
        VALUES (new.id, new.title_stems, new.body_stems);
    END
    """,
    """
    CREATE TRIGGER guides_searchtext_deleted AFTER DELETE ON guides_searchdocument BEGIN
        INSERT INTO guides_searchtext (guides_searchtext, rowid, title_stems, body_stems)
        VALUES ('delete', old.id, old.title_stems, old.body_stems);
    END
    """,
    """
    CREATE TRIGGER guides_searchtext_changed AFTER UPDATE ON guides_searchdocument BEGIN
        INSERT INTO guides_searchtext (guides_searchtext, rowid, title_stems, body_stems)
        VALUES ('delete', old.id, old.title_stems, old.body_stems);
        INSERT INTO guides_searchtext (rowid, title_stems, body_stems)
        VALUES (new.id, new.title_stems, new.body_stems);
    END
    """,
]
# Without `fastupdate` a search never reads a list of what is not in the index yet.
POSTGRESQL = [
    """
    ALTER TABLE guides_searchdocument
    ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (
        to_tsvector('simple'::regconfig, title_stems)
    ) STORED,
    ADD COLUMN stems_vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, title_stems), 'A')
        || setweight(to_tsvector('simple'::regconfig, body_stems), 'D')
    ) STORED
    """,
    # GIN keeps no weights: the words of titles need an index of their own.
    """
    CREATE INDEX guides_searchdocument_title ON guides_searchdocument
    USING gin (title_vector) WITH (fastupdate = off)
    """,
    """
    CREATE INDEX guides_searchdocument_stems ON guides_searchdocument
    USING gin (stems_vector) WITH (fastupdate = off)
    """,
]


def install(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for trigger in ("added", "deleted", "changed"):
            schema_editor.execute(f"DROP TRIGGER guides_searchtext_{trigger}")
        schema_editor.execute("DROP TABLE guides_searchtext")
    else:
        schema_editor.execute("ALTER TABLE guides_searchdocument DROP COLUMN stems_vector, DROP COLUMN title_vector")


class Migration(migrations.Migration):
    dependencies = [("guides", "0006_search_index")]

    operations = [migrations.RunPython(install, remove)]
