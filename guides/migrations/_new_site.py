"""What a new site has beyond its models' tables: first rows, full text, what guards the acts.

No migration itself (Django passes over a name that begins with an underscore): the one that makes a
new site asks for it, and the steps that older sites still go.
"""

from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Many `CreateModel`, for whose tables the models are drawn once instead of once each.

    Django draws a model and all that are related to it anew for every operation; here nearly all
    are, through the user: a new site took 25 seconds of CPU for what takes five. A model may name
    another that comes after it, as in a circle of foreign keys.
    """

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return (type(self).__qualname__, [], {"operations": self.operations})

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # otherwise each addition draws them anew
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self._models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self._models(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def describe(self):
        return f"Create {len(self.operations)} models"

    def _models(self, app_label, schema_editor, state):
        models = [state.apps.get_model(app_label, each.name) for each in self.operations]
        alias = schema_editor.connection.alias
        return [model for model in models if self.allow_migrate_model(alias, model)]


REASONS = [
    (
        "insulti",
        "Insulti o minacce",
        "i",
        "Ci sono parole che offendono o minacciano qualcuno. Racconta gli stessi fatti senza: "
        "puoi mandarcelo di nuovo.",
    ),
    (
        "dati-di-altri",
        "Dati personali di altri",
        "d",
        "Ci sono nomi, numeri o indirizzi di altre persone, che non possiamo pubblicare. Toglili e "
        "mandacelo di nuovo: basta dire «un operatore», «il corriere».",
    ),
    (
        "pubblicita",
        "Pubblicità",
        "p",
        "Ci è sembrato un invito a comprare o a visitare un sito. Se era un consiglio, "
        "riscrivilo con parole tue e senza collegamenti.",
    ),
    (
        "fuori-tema",
        "Fuori tema",
        "f",
        "Non riguarda i diritti dei consumatori, o il tema della guida o della storia a cui è legato. "
        "Cerca la guida adatta e scrivilo lì: ti leggerà chi può rispondere.",
    ),
    (
        "accusa-non-verificabile",
        "Accusa non verificabile",
        "v",
        "Accusi qualcuno di un fatto grave che non possiamo verificare. Racconta che cosa è "
        "successo a te, con le date, e lascia a chi legge il giudizio.",
    ),
    (
        "doppione",
        "Doppione",
        "o",
        "Lo avevi già mandato: abbiamo pubblicato o stiamo leggendo l’altro.",
    ),
    (
        "incomprensibile",
        "Non si capisce",
        "n",
        "Non siamo riusciti a capire che cosa è successo. Riscrivilo con calma, un fatto alla "
        "volta: chi, che cosa, quando.",
    ),
]


def begin(apps, schema_editor):
    first_reasons(apps, schema_editor)
    first_settings(apps, schema_editor)
    install_full_text(apps, schema_editor)
    install_queue_words(apps, schema_editor)
    guard_acts(apps, schema_editor)


def end(apps, schema_editor):
    """Before the tables go."""
    unguard_acts(apps, schema_editor)
    remove_queue_words(apps, schema_editor)
    remove_full_text(apps, schema_editor)


def first_reasons(apps, schema_editor):
    """The reasons a newsroom starts with; editors change them as they like."""
    reasons = apps.get_model("guides", "Reason").objects
    for position, (code, label, key, text) in enumerate(REASONS):
        fields = {"label": label, "key": key, "text_for_author": text, "position": position}
        reasons.get_or_create(code=code, defaults=fields)


def first_settings(apps, schema_editor):
    for model in ("SiteSettings", "ModerationSettings"):
        rows = apps.get_model("guides", model).objects.using(schema_editor.connection.alias)
        rows.get_or_create(pk=1)


# `detail=full` and a table with content: otherwise bm25() answers 0. The triggers follow FTS5's
# documentation, section 4.4.3 "External Content Tables".
FULL_TEXT_SQLITE = [
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
FULL_TEXT_POSTGRESQL = [
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


def install_full_text(apps, schema_editor):
    for statement in FULL_TEXT_SQLITE if schema_editor.connection.vendor == "sqlite" else FULL_TEXT_POSTGRESQL:
        schema_editor.execute(statement)


def remove_full_text(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for trigger in ("added", "deleted", "changed"):
            schema_editor.execute(f"DROP TRIGGER guides_searchtext_{trigger}")
        schema_editor.execute("DROP TABLE guides_searchtext")
    else:
        schema_editor.execute("ALTER TABLE guides_searchdocument DROP COLUMN stems_vector, DROP COLUMN title_vector")


# Only whether a token stands in an item is asked, never where: hence `detail=none`. The triggers
# follow FTS5's documentation, section 4.4.3 "External Content Tables".
QUEUE_WORDS_SQLITE = [
    """
    CREATE VIRTUAL TABLE guides_queuewords USING fts5(
        words, marks, content=guides_queuetext, content_rowid=item_id,
        tokenize="unicode61 remove_diacritics 0 tokenchars '_'", detail=none, columnsize=0
    )
    """,
    """
    CREATE TRIGGER guides_queuewords_added AFTER INSERT ON guides_queuetext BEGIN
        INSERT INTO guides_queuewords (rowid, words, marks)
        VALUES (new.item_id, new.words, new.marks);
    END
    """,
    """
    CREATE TRIGGER guides_queuewords_deleted AFTER DELETE ON guides_queuetext BEGIN
        INSERT INTO guides_queuewords (guides_queuewords, rowid, words, marks)
        VALUES ('delete', old.item_id, old.words, old.marks);
    END
    """,
    """
    CREATE TRIGGER guides_queuewords_changed AFTER UPDATE ON guides_queuetext BEGIN
        INSERT INTO guides_queuewords (guides_queuewords, rowid, words, marks)
        VALUES ('delete', old.item_id, old.words, old.marks);
        INSERT INTO guides_queuewords (rowid, words, marks)
        VALUES (new.item_id, new.words, new.marks);
    END
    """,
]


QUEUE_WORDS_POSTGRESQL = [
    """
    ALTER TABLE guides_queuetext ADD COLUMN tokens tsvector GENERATED ALWAYS AS (
        array_to_tsvector(string_to_array(words || ' ' || marks, ' '))
    ) STORED
    """,
    """
    CREATE INDEX guides_queuetext_tokens ON guides_queuetext
    USING gin (tokens) WITH (fastupdate = off)
    """,
]


def install_queue_words(apps, schema_editor):
    for statement in QUEUE_WORDS_SQLITE if schema_editor.connection.vendor == "sqlite" else QUEUE_WORDS_POSTGRESQL:
        schema_editor.execute(statement)


def remove_queue_words(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for trigger in ("added", "deleted", "changed"):
            schema_editor.execute(f"DROP TRIGGER guides_queuewords_{trigger}")
        schema_editor.execute("DROP TABLE guides_queuewords")
    else:
        schema_editor.execute("ALTER TABLE guides_queuetext DROP COLUMN tokens")


# The log of administrative acts. Both databases answer an UPDATE, and a DELETE within five years,
# with an IntegrityError. On SQLite a table that is remade loses its triggers, and INSERT OR REPLACE
# deletes without asking them: the first is held by tests/record/test_append_only.py, the second by
# a trigger more.
ACTS = "guides_administrativeact"
STAYS = "an administrative act stays as it was written"
ACTS_SQLITE = [
    f"CREATE TRIGGER act_not_changed BEFORE UPDATE ON {ACTS} BEGIN SELECT RAISE(ABORT, '{STAYS}'); END",
    f"CREATE TRIGGER act_not_deleted BEFORE DELETE ON {ACTS}"
    " WHEN OLD.at >= datetime('now', '-5 years')"
    f" BEGIN SELECT RAISE(ABORT, '{STAYS}'); END",
    """CREATE TRIGGER act_not_replaced BEFORE INSERT ON guides_administrativeact
    WHEN EXISTS (SELECT 1 FROM guides_administrativeact WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an administrative act stays as it was written'); END""",
]
ACTS_POSTGRESQL = [
    f"""CREATE FUNCTION {ACTS}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.at < now() - interval '5 years' THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION '{STAYS}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    f"CREATE TRIGGER act_not_changed BEFORE UPDATE OR DELETE ON {ACTS}"
    f" FOR EACH ROW EXECUTE FUNCTION {ACTS}_stays()",
    f"CREATE TRIGGER act_not_truncated BEFORE TRUNCATE ON {ACTS}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION {ACTS}_stays()",
]


def guard_acts(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in ACTS_SQLITE if is_sqlite else ACTS_POSTGRESQL:
        schema_editor.execute(statement)


def unguard_acts(apps, schema_editor):
    """Before the table is dropped, and its triggers with it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {ACTS}_stays() CASCADE")
