"""The log of administrative acts, and what keeps it as it was written.

Both databases answer an UPDATE, and a DELETE within five years, with an IntegrityError. On SQLite
a table that is remade loses its triggers, and INSERT OR REPLACE deletes without asking them: the
first is held by tests/record/test_append_only.py, the second by a trigger more.
"""

import django.utils.timezone
from django.db import migrations, models


TABLE = "guides_administrativeact"
SAYS = "an administrative act stays as it was written"
SQLITE = [
    f"CREATE TRIGGER act_not_changed BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    f"CREATE TRIGGER act_not_deleted BEFORE DELETE ON {TABLE}"
    " WHEN OLD.at >= datetime('now', '-5 years')"
    f" BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    """CREATE TRIGGER act_not_replaced BEFORE INSERT ON guides_administrativeact
    WHEN EXISTS (SELECT 1 FROM guides_administrativeact WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an administrative act stays as it was written'); END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.at < now() - interval '5 years' THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    f"CREATE TRIGGER act_not_changed BEFORE UPDATE OR DELETE ON {TABLE}"
    f" FOR EACH ROW EXECUTE FUNCTION {TABLE}_stays()",
    f"CREATE TRIGGER act_not_truncated BEFORE TRUNCATE ON {TABLE}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_stays()",
]


def guard(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    """Before the table is dropped, and its triggers with it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {TABLE}_stays() CASCADE")


class Migration(migrations.Migration):

    dependencies = [
        ('guides', '0024_backups'),
    ]

    operations = [
        migrations.CreateModel(
            name='AdministrativeAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='quando')),
                ('actor_key', models.BigIntegerField(null=True, verbose_name='numero di chi')),
                ('actor_name', models.CharField(max_length=330, verbose_name='chi')),
                ('verb', models.CharField(choices=[('add', 'aggiunto'), ('change', 'cambiato'), ('delete', 'eliminato'), ('invite', 'invito'), ('password', 'password'), ('second factor', 'secondo fattore'), ('sessions', 'sessioni chiuse'), ('withdraw', 'ritirato dal sito'), ('erase', 'dati cancellati'), ('export', 'esportazione'), ('import', 'importazione'), ('backup', 'copia di sicurezza'), ('restore', 'ripristino')], max_length=20, verbose_name='atto')),
                ('kind', models.CharField(blank=True, max_length=100, verbose_name='che cosa')),
                ('about_key', models.CharField(blank=True, max_length=40, verbose_name='numero')),
                ('about_name', models.CharField(blank=True, max_length=200, verbose_name='quale')),
                ('before', models.JSONField(default=dict, verbose_name='prima')),
                ('after', models.JSONField(default=dict, verbose_name='dopo')),
                ('note', models.TextField(blank=True, verbose_name='nota')),
            ],
            options={
                'verbose_name': 'atto amministrativo',
                'verbose_name_plural': 'registro degli atti',
                'ordering': ['-at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('actor_name', ''), _negated=True), name='act_says_who')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
