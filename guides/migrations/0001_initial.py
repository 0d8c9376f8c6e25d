"""The tables as they were before the first release, and what a new site begins with.

It takes the place of the twenty-four steps that led there; a database that has made them all goes
on from here.
"""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import guides.stories.attachment
import guides.text.fields
import guides.uploads.fields
import markdownx.models
import uuid
from django.conf import settings
from django.db import migrations, models


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
        "Non riguarda l’argomento di questa pagina. Cerca la guida adatta e scrivilo lì: "
        "ti leggerà chi può rispondere.",
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


def first_reasons(apps, schema_editor):
    """The reasons a newsroom starts with; editors change them as they like."""
    reasons = apps.get_model("guides", "Reason").objects
    for position, (code, label, key, text) in enumerate(REASONS):
        fields = {"label": label, "key": key, "text_for_author": text, "position": position}
        reasons.get_or_create(code=code, defaults=fields)


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


def install_full_text(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def remove_full_text(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for trigger in ("added", "deleted", "changed"):
            schema_editor.execute(f"DROP TRIGGER guides_searchtext_{trigger}")
        schema_editor.execute("DROP TABLE guides_searchtext")
    else:
        schema_editor.execute("ALTER TABLE guides_searchdocument DROP COLUMN stems_vector, DROP COLUMN title_vector")


class Migration(migrations.Migration):

    replaces = [
        ("guides", "0001_first_rooms"),
        ("guides", "0002_spam_guard_and_outbox"),
        ("guides", "0003_moderation"),
        ("guides", "0004_desk_presence_and_publishing"),
        ("guides", "0005_markdown_is_checked"),
        ("guides", "0006_search_index"),
        ("guides", "0007_search_full_text"),
        ("guides", "0008_stories_and_comments"),
        ("guides", "0009_author_is_a_person"),
        ("guides", "0010_forgotten_tags"),
        ("guides", "0011_search_questions"),
        ("guides", "0012_votes_and_remarks"),
        ("guides", "0013_attachments_are_the_moderators_to_see"),
        ("guides", "0014_published_revision"),
        ("guides", "0015_cheap_lists"),
        ("guides", "0016_retention_of_decisions"),
        ("guides", "0017_story_edited_at"),
        ("guides", "0018_editions_by_date"),
        ("guides", "0019_lists_in_pages"),
        ("guides", "0020_what_happens_to_addresses"),
        ("guides", "0021_questionday_hits"),
        ("guides", "0022_search_documents_of_a_kind"),
        ("guides", "0023_search_names_of_topics"),
        ("guides", "0024_section_begun_from_a_question"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.CharField(max_length=200, unique=True, verbose_name='compito')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='prossima volta')),
            ],
            options={
                'verbose_name': 'appuntamento',
                'verbose_name_plural': 'appuntamenti',
                'ordering': ['task'],
            },
        ),
        migrations.CreateModel(
            name='Author',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='nome')),
                ('slug', models.SlugField(unique=True, verbose_name='indirizzo')),
                ('one_line', models.CharField(help_text='Sta sotto il nome nel riquadro dell’autore.', max_length=200, verbose_name='in una riga')),
                ('biography', markdownx.models.MarkdownxField(blank=True, help_text='Nella pagina dell’autore. In Markdown.', validators=[guides.text.fields.validate_markdown], verbose_name='biografia')),
                ('is_person', models.BooleanField(default=True, help_text='Spegni se firma la redazione: i motori di ricerca lo leggono.', verbose_name='è una persona')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='aggiornato il')),
            ],
            options={
                'verbose_name': 'autore',
                'verbose_name_plural': 'autori',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='nome')),
                ('slug', models.SlugField(help_text='L’ultima parte dell’indirizzo: /aziende/aliexpress/.', unique=True, verbose_name='indirizzo')),
                ('description', models.TextField(blank=True, help_text='Che cosa fa, in una o due frasi.', verbose_name='descrizione')),
                ('website', guides.text.fields.WebAddressField(blank=True, verbose_name='sito')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='aggiornata il')),
            ],
            options={
                'verbose_name': 'azienda',
                'verbose_name_plural': 'aziende',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Contributor',
            fields=[
                ('key', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('approved', models.PositiveIntegerField(default=0, verbose_name='pubblicati')),
                ('rejected', models.PositiveIntegerField(default=0, verbose_name='non pubblicati')),
                ('spam', models.PositiveIntegerField(default=0, verbose_name='spam')),
            ],
            options={
                'verbose_name': 'storia di un autore',
                'verbose_name_plural': 'storie degli autori',
            },
        ),
        migrations.CreateModel(
            name='ForgottenTags',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tags', models.JSONField(default=list)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'cambiamento da mostrare',
                'verbose_name_plural': 'cambiamenti da mostrare',
            },
        ),
        migrations.CreateModel(
            name='IndexedStem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stem', models.CharField(max_length=120, unique=True)),
                ('documents', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='IndexedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=120, unique=True)),
                ('stem', models.CharField(max_length=120)),
                ('documents', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='titolo')),
                ('slug', models.SlugField(unique=True, verbose_name='indirizzo')),
                ('summary', models.TextField(blank=True, verbose_name='sommario')),
                ('body', markdownx.models.MarkdownxField(help_text='In Markdown.', validators=[guides.text.fields.validate_markdown], verbose_name='testo')),
                ('in_footer', models.BooleanField(default=True, verbose_name='nel piè di pagina')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='posizione')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='aggiornata il')),
            ],
            options={
                'verbose_name': 'pagina',
                'verbose_name_plural': 'pagine',
                'ordering': ['position', 'title'],
            },
        ),
        migrations.CreateModel(
            name='PromotedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(help_text='Vale anche con le parole in altro ordine, al plurale o senza accenti.', max_length=200, verbose_name='domanda')),
                ('question_key', models.CharField(editable=False, max_length=500, unique=True)),
                ('document_key', models.CharField(editable=False, max_length=100)),
            ],
            options={
                'verbose_name': 'risposta in evidenza',
                'verbose_name_plural': 'risposte in evidenza',
                'ordering': ['question'],
            },
        ),
        migrations.CreateModel(
            name='SearchQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=120, verbose_name='domanda')),
                ('key', models.CharField(editable=False, max_length=300, unique=True)),
                ('first_asked_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='dal')),
                ('told', models.PositiveIntegerField(default=0, verbose_name='dette alla redazione')),
                ('settled_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sistemata il')),
            ],
            options={
                'verbose_name': 'domanda dei lettori',
                'verbose_name_plural': 'domande dei lettori',
            },
        ),
        migrations.CreateModel(
            name='SpamWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40, unique=True)),
                ('spam', models.PositiveIntegerField(default=0)),
                ('good', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'parola imparata',
                'verbose_name_plural': 'parole imparate',
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wordings', models.CharField(help_text='Parole o espressioni separate da virgole: «ali express, aliexpres».', max_length=500, verbose_name='quando si scrive')),
                ('meaning', models.CharField(help_text='La parola o l’espressione che usano le nostre guide: «aliexpress».', max_length=200, verbose_name='cerca')),
                ('replaces', models.BooleanField(default=False, help_text='Se sì, si cerca solo la forma giusta. Se no è un sinonimo: si cercano entrambe, nei due sensi.', verbose_name='è una grafia sbagliata')),
            ],
            options={
                'verbose_name': 'sinonimo o grafia',
                'verbose_name_plural': 'sinonimi e grafie',
                'ordering': ['meaning'],
            },
        ),
        migrations.CreateModel(
            name='TextTrace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission_id', models.UUIDField(db_index=True)),
                ('band', models.BigIntegerField(db_index=True)),
                ('network', models.CharField(max_length=32)),
                ('seen_at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                'verbose_name': 'impronta di un testo',
                'verbose_name_plural': 'impronte dei testi',
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='nome')),
                ('slug', models.SlugField(help_text='L’ultima parte dell’indirizzo: /argomenti/viaggi/.', unique=True, verbose_name='indirizzo')),
                ('description', models.TextField(help_text='Una o due frasi in cima alla pagina dell’argomento.', verbose_name='descrizione')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='L’ordine nella pagina iniziale: prima i numeri bassi.', verbose_name='posizione')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='aggiornato il')),
            ],
            options={
                'verbose_name': 'argomento',
                'verbose_name_plural': 'argomenti',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(max_length=20)),
                ('network', models.CharField(max_length=32)),
                ('submission_id', models.UUIDField()),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                'verbose_name': 'invio',
                'verbose_name_plural': 'invii',
                'indexes': [models.Index(fields=['network', 'act', 'at'], name='attempt_by_network')],
                'constraints': [models.UniqueConstraint(fields=('act', 'submission_id'), name='attempt_counted_once')],
            },
        ),
        migrations.CreateModel(
            name='AuthorLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='posizione')),
                ('kind', models.CharField(choices=[('pubblicazione', 'Pubblicazione'), ('profilo', 'Pagina o profilo')], max_length=15, verbose_name='tipo')),
                ('title', models.CharField(max_length=200, verbose_name='titolo')),
                ('address', guides.text.fields.WebAddressField(verbose_name='indirizzo')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='guides.author', verbose_name='autore')),
            ],
            options={
                'verbose_name': 'collegamento',
                'verbose_name_plural': 'pubblicazioni e collegamenti',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ContactChannel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='posizione')),
                ('kind', models.CharField(choices=[('telefono', 'Telefono'), ('email', 'E-mail'), ('pec', 'PEC'), ('chat', 'Chat'), ('modulo', 'Modulo sul sito'), ('app', 'App'), ('posta', 'Posta')], max_length=10, verbose_name='tipo')),
                ('name', models.CharField(help_text='Per esempio «Assistenza clienti».', max_length=120, verbose_name='nome')),
                ('value', models.CharField(help_text='Il numero, l’e-mail o l’indirizzo web.', max_length=300, verbose_name='indirizzo o numero')),
                ('hours', models.CharField(blank=True, max_length=160, verbose_name='orari')),
                ('cost', models.CharField(blank=True, max_length=160, verbose_name='costo')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='nota')),
                ('verified_on', models.DateField(help_text='Il giorno in cui qualcuno della redazione lo ha controllato.', verbose_name='verificato il')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='guides.company', verbose_name='azienda')),
            ],
            options={
                'verbose_name': 'contatto',
                'verbose_name_plural': 'contatti',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='tipo')),
                ('verb', models.CharField(choices=[('receive', 'ricevuto'), ('approve', 'pubblicato'), ('reject', 'non pubblicato'), ('spam', 'messo fra lo spam'), ('withdraw', 'ritirato'), ('undo', 'decisione annullata'), ('flag', 'segnalato'), ('revise', 'testo cambiato da chi scrive'), ('redact', 'parole omesse'), ('claim', 'preso in carico'), ('release', 'liberato'), ('note', 'nota interna'), ('ask', 'domanda a chi scrive'), ('answer', 'risposta di chi scrive')], max_length=10, verbose_name='atto')),
                ('from_state', models.CharField(choices=[('waiting', 'in attesa'), ('approved', 'pubblicato'), ('rejected', 'non pubblicato'), ('spam', 'spam'), ('withdrawn', 'ritirato')], max_length=10, verbose_name='da')),
                ('to_state', models.CharField(choices=[('waiting', 'in attesa'), ('approved', 'pubblicato'), ('rejected', 'non pubblicato'), ('spam', 'spam'), ('withdrawn', 'ritirato')], max_length=10, verbose_name='a')),
                ('agent', models.CharField(choices=[('moderator', 'una persona della redazione'), ('author', 'chi ha scritto'), ('rule', 'una regola automatica')], max_length=10, verbose_name='di chi')),
                ('actor_name', models.CharField(blank=True, max_length=150, verbose_name='chi')),
                ('rule', models.CharField(blank=True, max_length=60, verbose_name='regola')),
                ('text_hash', models.CharField(max_length=64, verbose_name='impronta del testo visto')),
                ('note', models.TextField(blank=True, verbose_name='nota')),
                ('was_flagged', models.BooleanField(default=False, verbose_name='era segnalato')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='quando')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='chi')),
                ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='undone_by', to='guides.decision', verbose_name='annulla')),
            ],
            options={
                'verbose_name': 'decisione',
                'verbose_name_plural': 'decisioni',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='numero')),
                ('title', models.CharField(max_length=140, verbose_name='titolo')),
                ('slug', models.SlugField(verbose_name='indirizzo')),
                ('summary', models.TextField(verbose_name='sommario')),
                ('introduction_markdown', models.TextField(blank=True)),
                ('introduction_html', models.TextField(blank=True)),
                ('introduction_text', models.TextField(blank=True)),
                ('verified_on', models.DateField(verbose_name='verificata il')),
                ('cover', models.CharField(blank=True, max_length=200)),
                ('cover_alt', models.CharField(blank=True, max_length=200)),
                ('cover_width', models.PositiveIntegerField(null=True)),
                ('cover_height', models.PositiveIntegerField(null=True)),
                ('sources', models.JSONField(default=list)),
                ('first_published_at', models.DateTimeField(verbose_name='pubblicata il')),
                ('published_at', models.DateTimeField(verbose_name='aggiornata il')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='che cosa è cambiato')),
                ('digest', models.CharField(max_length=64)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='guides.author')),
                ('company', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='guides.company')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'edizione',
                'verbose_name_plural': 'edizioni',
                'ordering': ['-published_at'],
            },
        ),
        migrations.CreateModel(
            name='Guide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='ritirata il')),
                ('withdrawn_because', models.TextField(blank=True, editable=False, verbose_name='perché')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('published_revision', models.PositiveIntegerField(default=0, editable=False)),
                ('title', models.CharField(help_text='Il titolo in cima alla pagina e nei risultati.', max_length=140, verbose_name='titolo')),
                ('slug', models.SlugField(help_text='L’ultima parte dell’indirizzo: /guide/aliexpress/. Se lo cambi, dopo la pubblicazione il vecchio indirizzo porta a quello nuovo.', unique=True, verbose_name='indirizzo')),
                ('summary', models.TextField(help_text='Una o due frasi sotto il titolo: per chi è la guida e che cosa risolve.', max_length=400, verbose_name='sommario')),
                ('introduction', markdownx.models.MarkdownxField(blank=True, help_text='In Markdown. Sta dopo la scelta del problema, prima delle sezioni.', validators=[guides.text.fields.validate_markdown], verbose_name='introduzione')),
                ('verified_on', models.DateField(help_text='L’ultimo giorno in cui qualcuno ha ricontrollato fatti e fonti: i lettori lo vedono.', verbose_name='verificata il')),
                ('cover', guides.uploads.fields.PictureField(blank=True, height_field='cover_height', help_text='Sta sotto il titolo e nelle anteprime dei social. PNG, JPEG, WebP o AVIF, meno di 8 MB.', upload_to='copertine', verbose_name='immagine di copertina', width_field='cover_width')),
                ('cover_alt', models.CharField(blank=True, help_text='Che cosa si vede nell’immagine, per chi non la vede. Obbligatorio se c’è un’immagine.', max_length=200, verbose_name='testo alternativo della copertina')),
                ('cover_width', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ('cover_height', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='creata il')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='modificata il')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guides', to='guides.author', verbose_name='autore')),
                ('company', models.ForeignKey(blank=True, help_text='Solo se la guida parla di un’azienda precisa.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='guides', to='guides.company', verbose_name='azienda')),
                ('live', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='live_guide', to='guides.edition', verbose_name='edizione pubblicata')),
                ('withdrawn_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guides', to='guides.topic', verbose_name='argomento')),
            ],
            options={
                'verbose_name': 'guida',
                'verbose_name_plural': 'guide',
                'ordering': ['title'],
                'permissions': [('publish_guide', 'Può pubblicare e ritirare le guide')],
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='guide',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='guides.guide'),
        ),
        migrations.CreateModel(
            name='Discussion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_thread', models.PositiveIntegerField(default=0, editable=False)),
                ('public_comments', models.PositiveIntegerField(default=0, editable=False, verbose_name='commenti')),
                ('guide', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='discussion', to='guides.guide')),
            ],
            options={
                'verbose_name': 'discussione',
                'verbose_name_plural': 'discussioni',
            },
        ),
        migrations.CreateModel(
            name='InternalNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='nota')),
                ('decision', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='internal_note', to='guides.decision')),
            ],
            options={
                'verbose_name': 'nota interna',
                'verbose_name_plural': 'note interne',
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('template', models.CharField(max_length=100, verbose_name='modello')),
                ('about', models.CharField(blank=True, db_index=True, max_length=100, verbose_name='riguarda')),
                ('to', models.EmailField(db_index=True, max_length=254, verbose_name='a')),
                ('subject', models.CharField(max_length=200, verbose_name='oggetto')),
                ('text', models.TextField(blank=True, verbose_name='testo')),
                ('unsubscribe_url', models.URLField(blank=True, max_length=500, verbose_name='disiscrizione')),
                ('state', models.CharField(choices=[('queued', 'in attesa'), ('sending', 'in partenza'), ('sent', 'spedita'), ('refused', 'respinta dal server')], default='queued', max_length=8, verbose_name='stato')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='tentativi')),
                ('trouble', models.CharField(blank=True, max_length=100, verbose_name='ultimo problema')),
                ('written_at', models.DateTimeField(auto_now_add=True, verbose_name='scritta il')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='prossimo tentativo')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='partita il')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='spedita il')),
            ],
            options={
                'verbose_name': 'lettera',
                'verbose_name_plural': 'lettere',
                'ordering': ['-written_at'],
                'indexes': [models.Index(fields=['state', 'due_at'], name='letter_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='letter_sent_has_a_date')],
            },
        ),
        migrations.CreateModel(
            name='ModerationSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alarm_hours', models.PositiveSmallIntegerField(default=24, help_text='Ore d’attesa oltre le quali i moderatori che lo vogliono ricevono un avviso.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='allarme dopo')),
                ('claim_minutes', models.PositiveSmallIntegerField(default=30, help_text='Minuti dopo i quali una voce presa in carico torna di tutti.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='presa in carico')),
                ('trusts_authors', models.BooleanField(default=False, help_text='Solo con indirizzo confermato e senza sospetti della guardia antispam.', verbose_name='pubblica subito gli autori fidati')),
                ('trusted_after', models.PositiveSmallIntegerField(default=5, help_text='Contributi pubblicati, e nessuno rifiutato, perché un autore sia fidato.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='fidati dopo')),
                ('keep_rejected_days', models.PositiveSmallIntegerField(default=180, help_text='Poi il testo e i dati di chi scrive si cancellano. In giorni.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='non pubblicati e ritirati')),
                ('keep_spam_days', models.PositiveSmallIntegerField(default=90, help_text='Poi si cancella. In giorni.', validators=[django.core.validators.MinValueValidator(30), django.core.validators.MaxValueValidator(3650)], verbose_name='spam')),
                ('keep_originals_days', models.PositiveSmallIntegerField(default=60, help_text='Poi si cancellano e l’omissione è definitiva. In giorni.', validators=[django.core.validators.MinValueValidator(30), django.core.validators.MaxValueValidator(3650)], verbose_name='originali delle parti omesse')),
                ('keep_networks_days', models.PositiveSmallIntegerField(default=30, help_text='Poi si cancellano. In giorni.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='impronte di rete')),
                ('keep_addresses_days', models.PositiveSmallIntegerField(default=730, help_text='Poi si cancellano e non scriviamo più; il collegamento privato continua a funzionare. In giorni.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='indirizzi e-mail di chi è pubblicato')),
                ('keep_decisions_days', models.PositiveSmallIntegerField(default=730, help_text='Poi si cancella anche che cosa si decise e perché. In giorni.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='decisioni su testi cancellati')),
                ('keep_letters_days', models.PositiveSmallIntegerField(default=30, help_text='Poi si cancella anche che sono partite. In giorni.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='lettere spedite')),
            ],
            options={
                'verbose_name': 'impostazioni della moderazione',
                'verbose_name_plural': 'impostazioni della moderazione',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_moderation_settings')],
            },
        ),
        migrations.CreateModel(
            name='ModeratorPreferences',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wants_digest', models.BooleanField(default=False, help_text='Una sola lettera, se c’è altro.', verbose_name='ogni ora, che cosa è arrivato')),
                ('wants_alarm', models.BooleanField(default=False, verbose_name='quando qualcosa aspetta da troppo')),
                ('digest_until', models.DateTimeField(editable=False, null=True)),
                ('alarm_until', models.DateTimeField(editable=False, null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='moderator_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'avvisi di un moderatore',
                'verbose_name_plural': 'avvisi dei moderatori',
            },
        ),
        migrations.CreateModel(
            name='OldGuideSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='old_slugs', to='guides.guide')),
            ],
            options={
                'verbose_name': 'vecchio indirizzo di guida',
                'verbose_name_plural': 'vecchi indirizzi di guide',
            },
        ),
        migrations.CreateModel(
            name='PublicStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tenths', models.JSONField(default=dict)),
                ('guide', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_standing', to='guides.guide')),
            ],
            options={
                'verbose_name': 'esito pubblico dei voti',
                'verbose_name_plural': 'esiti pubblici dei voti',
            },
        ),
        migrations.CreateModel(
            name='QueueItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='tipo')),
                ('state', models.CharField(choices=[('waiting', 'in attesa'), ('approved', 'pubblicato'), ('rejected', 'non pubblicato'), ('spam', 'spam'), ('withdrawn', 'ritirato')], max_length=10, verbose_name='stato')),
                ('submitted_at', models.DateTimeField(verbose_name='ricevuto il')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='deciso il')),
                ('flagged', models.BooleanField(default=False, verbose_name='segnalato')),
                ('claimed_until', models.DateTimeField(null=True, verbose_name='fino a')),
                ('lesson', models.CharField(blank=True, max_length=4)),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='preso in carico da')),
                ('contributor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='guides.contributor')),
            ],
            options={
                'verbose_name': 'voce della coda',
                'verbose_name_plural': 'da moderare',
                'permissions': [('moderate_contribution', 'Può decidere che cosa si pubblica')],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='item',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='guides.queueitem'),
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mail_stopped_at', models.DateTimeField(editable=False, null=True, verbose_name='non vuole più posta dal')),
                ('link_version', models.PositiveIntegerField(default=1, editable=False)),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('submission_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='chiave dell’invio')),
                ('state', models.CharField(choices=[('waiting', 'in attesa'), ('approved', 'pubblicato'), ('rejected', 'non pubblicato'), ('spam', 'spam'), ('withdrawn', 'ritirato')], default='waiting', editable=False, max_length=10, verbose_name='stato')),
                ('submitted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='ricevuto il')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='deciso il')),
                ('author_name', models.CharField(max_length=60, verbose_name='nome mostrato')),
                ('author_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('email_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='e-mail confermata il')),
                ('network', models.CharField(blank=True, editable=False, max_length=64)),
                ('verdict', models.JSONField(default=dict, editable=False, verbose_name='parere dell’antispam')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('taken_back_at', models.DateTimeField(editable=False, null=True, verbose_name='ritirato da chi scrive il')),
                ('erased_at', models.DateTimeField(editable=False, null=True, verbose_name='cancellato da chi scrive il')),
                ('has_updates', models.BooleanField(default=False, editable=False)),
                ('depth', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('thread_number', models.PositiveIntegerField(editable=False, null=True)),
                ('reply_number', models.PositiveIntegerField(default=0, editable=False)),
                ('section_uid', models.UUIDField(blank=True, editable=False, null=True, verbose_name='sezione')),
                ('is_editors', models.BooleanField(default=False, editable=False, verbose_name='della redazione')),
                ('text', models.TextField(max_length=5000, verbose_name='commento')),
                ('announced_at', models.DateTimeField(editable=False, null=True)),
                ('answers', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered_by', to='guides.comment')),
                ('parent', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='guides.comment')),
                ('thread', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='whole_thread', to='guides.comment')),
                ('discussion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='all_comments', to='guides.discussion', verbose_name='dove')),
                ('queue_item', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='guides.queueitem')),
            ],
            options={
                'verbose_name': 'commento',
                'verbose_name_plural': 'commenti',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True, verbose_name='codice')),
                ('label', models.CharField(max_length=80, unique=True, verbose_name='motivo')),
                ('key', models.CharField(help_text='Si preme dopo R: una lettera o una cifra.', max_length=1, unique=True, verbose_name='tasto')),
                ('text_for_author', models.TextField(help_text='Spiega il perché e che cosa può fare: lo legge nella sua pagina privata.', verbose_name='testo per chi ha scritto')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='posizione')),
                ('is_active', models.BooleanField(default=True, verbose_name='in uso')),
            ],
            options={
                'verbose_name': 'motivo di rifiuto',
                'verbose_name_plural': 'motivi di rifiuto',
                'ordering': ['position', 'label'],
                'constraints': [models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9]$')), name='reason_key_is_one_letter', violation_error_message='Il tasto è una lettera minuscola o una cifra.')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='reason',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guides.reason', verbose_name='motivo'),
        ),
        migrations.CreateModel(
            name='RefusedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'indirizzo che non vuole posta',
                'verbose_name_plural': 'indirizzi che non vogliono posta',
                'constraints': [models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='refused_address_is_somebodys')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section_uid', models.UUIDField(db_index=True)),
                ('section_title', models.CharField(max_length=140, verbose_name='sezione')),
                ('reason', models.CharField(choices=[('another', 'Non risponde al mio problema'), ('unclear', 'È difficile da capire'), ('wrong', 'È sbagliato o non più vero'), ('failed', 'Ho fatto così e non ha funzionato')], max_length=7, verbose_name='perché no')),
                ('text', models.TextField(verbose_name='che cosa ha scritto')),
                ('submission_id', models.UUIDField(unique=True)),
                ('verdict', models.JSONField(default=dict)),
                ('sent_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='arrivata il')),
                ('handled_at', models.DateTimeField(null=True, verbose_name='gestita il')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='guides.edition', verbose_name='edizione letta')),
                ('handled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gestita da')),
            ],
            options={
                'verbose_name': 'frase di un lettore',
                'verbose_name_plural': 'frasi dei lettori',
                'ordering': ['-sent_at'],
            },
        ),
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=100)),
                ('kind', models.CharField(db_index=True, max_length=30, verbose_name='tipo')),
                ('title', models.CharField(max_length=300, verbose_name='titolo')),
                ('problem', models.CharField(blank=True, max_length=300, verbose_name='problema')),
                ('part_of', models.CharField(blank=True, max_length=300, verbose_name='nella guida')),
                ('address', models.CharField(max_length=500, verbose_name='indirizzo')),
                ('topic', models.CharField(blank=True, db_index=True, max_length=100, verbose_name='argomento')),
                ('company', models.CharField(blank=True, db_index=True, max_length=100, verbose_name='azienda')),
                ('text', models.TextField(blank=True, verbose_name='testo')),
                ('title_stems', models.TextField(blank=True)),
                ('body_stems', models.TextField(blank=True)),
                ('words', models.TextField(blank=True)),
                ('title_length', models.PositiveIntegerField(default=0)),
                ('body_length', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'testo trovabile',
                'verbose_name_plural': 'testi trovabili',
                'indexes': [models.Index(fields=['kind', 'title'], name='search_documents_of_a_kind'), models.Index(fields=['kind', 'topic'], name='search_kind_on_a_topic'), models.Index(fields=['kind', 'company'], name='search_kind_about_a_company')],
            },
        ),
        migrations.CreateModel(
            name='SearchIndex',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.BigIntegerField(default=0)),
                ('editors_version', models.BigIntegerField(default=0)),
                ('documents', models.IntegerField(default=0)),
                ('title_words', models.BigIntegerField(default=0)),
                ('body_words', models.BigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='there_is_one_search_index')],
            },
        ),
        migrations.CreateModel(
            name='QuestionFollower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mail_stopped_at', models.DateTimeField(editable=False, null=True, verbose_name='non vuole più posta dal')),
                ('link_version', models.PositiveIntegerField(default=1, editable=False)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('email_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confermato il')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='chiesto il')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='guides.searchquestion')),
            ],
            options={
                'verbose_name': 'chi aspetta una risposta',
                'verbose_name_plural': 'chi aspetta una risposta',
            },
        ),
        migrations.CreateModel(
            name='QuestionDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(db_index=True)),
                ('asked', models.PositiveIntegerField(default=0)),
                ('not_found', models.PositiveIntegerField(default=0)),
                ('opened', models.PositiveIntegerField(default=0)),
                ('hits', models.PositiveIntegerField(default=0)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='guides.searchquestion')),
            ],
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='posizione')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Sezione'), (2, 'Sottosezione')], default=1, help_text='Una sottosezione sta dentro la sezione che la precede.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(2)], verbose_name='livello')),
                ('title', models.CharField(max_length=140, verbose_name='titolo')),
                ('slug', models.SlugField(blank=True, help_text='La parte dopo #. Nasce dal titolo e poi resta: cambiare il titolo non la tocca.', verbose_name='indirizzo')),
                ('problem', models.CharField(blank=True, help_text='Con le parole di chi legge: «Non mi arriva il codice di verifica». Diventa una riga di «Qual è il tuo problema?».', max_length=140, verbose_name='problema')),
                ('body', markdownx.models.MarkdownxField(blank=True, help_text='In Markdown. Puoi trascinare qui un’immagine.', validators=[guides.text.fields.validate_markdown], verbose_name='testo')),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='guides.guide', verbose_name='guida')),
                ('question', models.ForeignKey(blank=True, help_text='La ricerca senza risposta da cui la sezione è nata.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sections', to='guides.searchquestion', verbose_name='domanda dei lettori')),
            ],
            options={
                'verbose_name': 'sezione',
                'verbose_name_plural': 'sezioni',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SectionVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section_uid', models.UUIDField()),
                ('wording', models.CharField(max_length=32)),
                ('useful', models.BooleanField(verbose_name='utile')),
                ('reason', models.CharField(blank=True, choices=[('another', 'Non risponde al mio problema'), ('unclear', 'È difficile da capire'), ('wrong', 'È sbagliato o non più vero'), ('failed', 'Ho fatto così e non ha funzionato')], max_length=7, verbose_name='perché no')),
                ('reader', models.CharField(max_length=32, null=True)),
                ('day', models.DateField(default=django.utils.timezone.localdate, verbose_name='giorno')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='guides.edition')),
            ],
            options={
                'verbose_name': 'voto su una sezione',
                'verbose_name_plural': 'Ti è stato utile?',
            },
        ),
        migrations.CreateModel(
            name='SiteSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Sportello Lettori', max_length=60, verbose_name='nome del sito')),
                ('tagline', models.CharField(default='Dal problema con un’azienda alla prossima mossa giusta.', help_text='Sta sotto il nome nella pagina iniziale.', max_length=160, verbose_name='motto')),
                ('contact_email', models.EmailField(default='redazione@sportello.example', max_length=254, verbose_name='indirizzo della redazione')),
                ('social_title', models.CharField(default='Consumatori sui social', max_length=80, verbose_name='titolo del riquadro social')),
                ('story_invitation', models.TextField(default='Un’azienda ti ha fatto un torto? Condividilo con chi è nella tua stessa situazione: invia la tua storia.', verbose_name='invito a raccontare')),
                ('footer', models.TextField(blank=True, verbose_name='testo a piè di pagina')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='aggiornate il')),
            ],
            options={
                'verbose_name': 'impostazioni del sito',
                'verbose_name_plural': 'impostazioni del sito',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_site_settings')],
            },
        ),
        migrations.CreateModel(
            name='SiteLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='posizione')),
                ('kind', models.CharField(choices=[('social', 'Social'), ('sorella', 'Sito sorella')], max_length=10, verbose_name='tipo')),
                ('name', models.CharField(max_length=80, verbose_name='nome')),
                ('address', guides.text.fields.WebAddressField(verbose_name='indirizzo')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='guides.sitesettings')),
            ],
            options={
                'verbose_name': 'collegamento',
                'verbose_name_plural': 'social e siti sorella',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='posizione')),
                ('title', models.CharField(max_length=240, verbose_name='titolo')),
                ('address', guides.text.fields.WebAddressField(max_length=500, verbose_name='indirizzo')),
                ('publisher', models.CharField(max_length=120, verbose_name='chi lo pubblica')),
                ('consulted_on', models.DateField(verbose_name='consultata il')),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='guides.guide')),
            ],
            options={
                'verbose_name': 'fonte',
                'verbose_name_plural': 'fonti',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mail_stopped_at', models.DateTimeField(editable=False, null=True, verbose_name='non vuole più posta dal')),
                ('link_version', models.PositiveIntegerField(default=1, editable=False)),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('submission_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='chiave dell’invio')),
                ('state', models.CharField(choices=[('waiting', 'in attesa'), ('approved', 'pubblicato'), ('rejected', 'non pubblicato'), ('spam', 'spam'), ('withdrawn', 'ritirato')], default='waiting', editable=False, max_length=10, verbose_name='stato')),
                ('submitted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='ricevuto il')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='deciso il')),
                ('author_name', models.CharField(max_length=60, verbose_name='nome mostrato')),
                ('author_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('email_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='e-mail confermata il')),
                ('network', models.CharField(blank=True, editable=False, max_length=64)),
                ('verdict', models.JSONField(default=dict, editable=False, verbose_name='parere dell’antispam')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('taken_back_at', models.DateTimeField(editable=False, null=True, verbose_name='ritirato da chi scrive il')),
                ('erased_at', models.DateTimeField(editable=False, null=True, verbose_name='cancellato da chi scrive il')),
                ('has_updates', models.BooleanField(default=False, editable=False)),
                ('title', models.CharField(max_length=120, verbose_name='titolo')),
                ('typed_company', models.CharField(blank=True, max_length=120, verbose_name='azienda scritta da chi racconta')),
                ('text', models.TextField(max_length=20000, verbose_name='che cosa è successo')),
                ('used_on', models.DateField(blank=True, null=True, verbose_name='quando')),
                ('asked', models.TextField(blank=True, max_length=5000, verbose_name='che cosa hai chiesto all’azienda')),
                ('answered', models.TextField(blank=True, max_length=5000, verbose_name='che cosa ha risposto')),
                ('outcome', models.CharField(choices=[('open', 'Ancora aperta'), ('partly', 'Risolta in parte'), ('solved', 'Risolta')], default='open', max_length=6, verbose_name='com’è finita')),
                ('has_proof', models.BooleanField(default=False, verbose_name='prova d’acquisto')),
                ('consents', models.JSONField(default=list, editable=False, verbose_name='consensi')),
                ('verification', models.TextField(blank=True, help_text='I lettori lo leggono nella pagina della storia. Vuoto: non verificata.', verbose_name='che cosa abbiamo verificato')),
                ('company_answer', models.TextField(blank=True, help_text='Come l’azienda l’ha mandata alla redazione. Vuoto: nella pagina non c’è.', verbose_name='risposta dell’azienda')),
                ('company_answered_on', models.DateField(blank=True, null=True, verbose_name='risposta arrivata il')),
                ('edited_at', models.DateTimeField(editable=False, null=True, verbose_name='cambiata il')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='guides.company', verbose_name='azienda')),
                ('queue_item', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='guides.queueitem')),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='guides.topic', verbose_name='argomento')),
            ],
            options={
                'verbose_name': 'storia',
                'verbose_name_plural': 'storie',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='discussion',
            name='story',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='discussion', to='guides.story'),
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draft', models.UUIDField(blank=True, db_index=True, editable=False, null=True)),
                ('file', models.FileField(max_length=80, storage=guides.stories.attachment.private_storage, upload_to=guides.stories.attachment._place, verbose_name='file')),
                ('name', models.CharField(max_length=120, verbose_name='nome')),
                ('content_type', models.CharField(max_length=40, verbose_name='tipo')),
                ('size', models.PositiveIntegerField(verbose_name='byte')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='ricevuto il')),
                ('story', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='guides.story')),
            ],
            options={
                'verbose_name': 'allegato',
                'verbose_name_plural': 'allegati',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission_id', models.UUIDField(unique=True)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tellings', to='guides.searchquestion')),
            ],
        ),
        migrations.AddField(
            model_name='edition',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='guides.topic'),
        ),
        migrations.CreateModel(
            name='Update',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('submission_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='chiave dell’invio')),
                ('state', models.CharField(choices=[('waiting', 'in attesa'), ('approved', 'pubblicato'), ('rejected', 'non pubblicato'), ('spam', 'spam'), ('withdrawn', 'ritirato')], default='waiting', editable=False, max_length=10, verbose_name='stato')),
                ('submitted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='ricevuto il')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='deciso il')),
                ('author_name', models.CharField(max_length=60, verbose_name='nome mostrato')),
                ('author_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('email_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='e-mail confermata il')),
                ('network', models.CharField(blank=True, editable=False, max_length=64)),
                ('verdict', models.JSONField(default=dict, editable=False, verbose_name='parere dell’antispam')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('text', models.TextField(verbose_name='aggiornamento')),
                ('comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='guides.comment')),
                ('queue_item', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='guides.queueitem')),
                ('story', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='guides.story')),
            ],
            options={
                'verbose_name': 'aggiornamento',
                'verbose_name_plural': 'aggiornamenti',
                'ordering': ['submitted_at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BlockedTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('word', 'parola o frase'), ('address', 'indirizzo e-mail'), ('domain', 'dominio')], default='word', max_length=8, verbose_name='tipo')),
                ('term', models.CharField(help_text='Maiuscole e accenti non contano. Una parola si cerca intera, non dentro altre.', max_length=200, verbose_name='termine')),
                ('note', models.CharField(blank=True, help_text='Perché è bloccato.', max_length=300, verbose_name='nota')),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='aggiunto il')),
                ('added_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='aggiunto da')),
            ],
            options={
                'verbose_name': 'termine bloccato',
                'verbose_name_plural': 'termini bloccati',
                'ordering': ['kind', 'term'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'term'), name='blocked_term_once', violation_error_message='Questo termine è già bloccato.')],
            },
        ),
        migrations.CreateModel(
            name='EditionSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(db_index=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('level', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=140)),
                ('slug', models.SlugField()),
                ('former_slugs', models.JSONField(default=list)),
                ('problem', models.CharField(blank=True, max_length=140)),
                ('body_markdown', models.TextField(blank=True)),
                ('body_html', models.TextField(blank=True)),
                ('body_text', models.TextField(blank=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='guides.edition')),
            ],
            options={
                'verbose_name': 'sezione pubblicata',
                'verbose_name_plural': 'sezioni pubblicate',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'slug'), name='edition_section_slug_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mail_stopped_at', models.DateTimeField(editable=False, null=True, verbose_name='non vuole più posta dal')),
                ('link_version', models.PositiveIntegerField(default=1, editable=False)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('email_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confermato il')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='chiesto il')),
                ('discussion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='guides.discussion')),
            ],
            options={
                'verbose_name': 'chi segue una discussione',
                'verbose_name_plural': 'chi segue le discussioni',
                'constraints': [models.UniqueConstraint(models.F('discussion'), django.db.models.functions.text.Lower('email'), name='follower_follows_a_discussion_once')],
            },
        ),
        migrations.CreateModel(
            name='EditingPresence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('editor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_at_desks', to='guides.guide')),
            ],
            options={
                'verbose_name': 'guida aperta',
                'verbose_name_plural': 'guide aperte',
                'constraints': [models.UniqueConstraint(fields=('guide', 'editor'), name='one_presence_per_editor')],
            },
        ),
        migrations.CreateModel(
            name='OldSectionSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField()),
                ('section_uid', models.UUIDField()),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='old_section_slugs', to='guides.guide')),
            ],
            options={
                'verbose_name': 'vecchio indirizzo di sezione',
                'verbose_name_plural': 'vecchi indirizzi di sezioni',
                'constraints': [models.UniqueConstraint(fields=('guide', 'slug'), name='old_section_slug_is_unique_in_its_guide')],
            },
        ),
        migrations.CreateModel(
            name='Original',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=40)),
                ('text', models.TextField(verbose_name='testo originale')),
                ('kept_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='conservato dal')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='originals', to='guides.decision')),
            ],
            options={
                'verbose_name': 'testo originale',
                'verbose_name_plural': 'testi originali',
                'constraints': [models.UniqueConstraint(fields=('decision', 'field'), name='original_once_a_field')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='domanda')),
                ('answer', models.TextField(blank=True, verbose_name='risposta')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='risposto il')),
                ('decision', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='question', to='guides.decision')),
            ],
            options={
                'verbose_name': 'domanda a chi scrive',
                'verbose_name_plural': 'domande a chi scrive',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='question_answer_has_a_date')],
            },
        ),
        migrations.AddIndex(
            model_name='queueitem',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['submitted_at', 'id'], name='queue_waiting'),
        ),
        migrations.AddIndex(
            model_name='queueitem',
            index=models.Index(condition=models.Q(('flagged', True)), fields=['submitted_at', 'id'], name='queue_flagged'),
        ),
        migrations.AddIndex(
            model_name='queueitem',
            index=models.Index(fields=['state', '-decided_at', '-id'], name='queue_decided'),
        ),
        migrations.AddConstraint(
            model_name='queueitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='queue_item_waits_or_was_decided'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['discussion', 'thread_number', 'reply_number'], name='comment_in_its_place'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'approved', 'rejected', 'spam', 'withdrawn'])), name='comment_has_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='comment_waits_or_was_decided'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('depth', 1), ('parent__isnull', True), ('thread__isnull', True)), models.Q(('depth__in', [2, 3]), ('parent__isnull', False), ('thread__isnull', False)), _connector='OR'), name='comment_is_at_most_three_deep'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.UniqueConstraint(fields=('discussion', 'thread_number', 'reply_number'), name='comment_has_a_place_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agent', 'moderator'), models.Q(('actor_name', ''), _negated=True)), models.Q(models.Q(('agent', 'moderator'), _negated=True), ('actor__isnull', True), ('actor_name', '')), _connector='OR'), name='decision_has_an_actor_or_is_automatic'),
        ),
        migrations.AddConstraint(
            model_name='questionfollower',
            constraint=models.UniqueConstraint(models.F('question'), django.db.models.functions.text.Lower('email'), name='reader_waits_for_a_question_once'),
        ),
        migrations.AddConstraint(
            model_name='questionday',
            constraint=models.UniqueConstraint(fields=('question', 'day'), name='question_day_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.UniqueConstraint(fields=('guide', 'slug'), name='section_slug_is_unique_in_its_guide', violation_error_message='Un’altra sezione di questa guida ha già questo indirizzo.'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', [1, 2])), name='section_has_two_levels'),
        ),
        migrations.AddIndex(
            model_name='sectionvote',
            index=models.Index(fields=['wording', 'useful'], name='vote_by_wording'),
        ),
        migrations.AddIndex(
            model_name='sectionvote',
            index=models.Index(fields=['day', 'section_uid'], name='vote_by_day'),
        ),
        migrations.AddConstraint(
            model_name='sectionvote',
            constraint=models.UniqueConstraint(fields=('section_uid', 'reader'), name='vote_is_one_a_reader_a_section_a_day'),
        ),
        migrations.AddConstraint(
            model_name='sectionvote',
            constraint=models.CheckConstraint(condition=models.Q(('useful', False), ('reason', ''), _connector='OR'), name='vote_has_a_reason_only_against'),
        ),
        migrations.AddConstraint(
            model_name='discussion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('guide__isnull', False), ('story__isnull', True)), models.Q(('guide__isnull', True), ('story__isnull', False)), _connector='OR'), name='discussion_is_under_a_guide_or_a_story'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('story__isnull', False), ('draft__isnull', False), _connector='OR'), name='attachment_is_of_a_story_or_of_a_draft'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('draft', 'digest'), name='attachment_once_a_draft'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['state', '-decided_at'], name='story_newest'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'approved', 'rejected', 'spam', 'withdrawn'])), name='story_has_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='story_waits_or_was_decided'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('company__isnull', True), ('typed_company', ''), _connector='OR'), name='story_company_is_ours_or_typed'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('company_answer', ''), ('company_answered_on__isnull', False), _connector='OR'), name='story_company_answer_has_a_date', violation_error_message='Scrivi quando è arrivata la risposta dell’azienda.'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(('cover', ''), models.Q(('cover_alt', ''), _negated=True), _connector='OR'), name='guide_cover_has_alternative_text', violation_error_message='Scrivi che cosa si vede nell’immagine di copertina.'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(('live__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='guide_is_live_or_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['title', 'id'], name='edition_by_title'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['-verified_on', '-id'], name='edition_by_freshness'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['-published_at', '-id'], name='edition_by_change'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['-first_published_at', '-id'], name='edition_by_birth'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['topic', '-verified_on', '-id'], name='edition_of_topic'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['company', '-verified_on', '-id'], name='edition_of_company'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['author', '-verified_on', '-id'], name='edition_of_author'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('guide', 'number'), name='edition_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'approved', 'rejected', 'spam', 'withdrawn'])), name='update_has_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='update_waits_or_was_decided'),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('comment__isnull', True), ('story__isnull', False)), models.Q(('comment__isnull', False), ('story__isnull', True)), _connector='OR'), name='update_is_of_a_story_or_of_a_comment'),
        ),
        migrations.RunPython(first_reasons, migrations.RunPython.noop),
        migrations.RunPython(install_full_text, remove_full_text),
    ]
