"""Everything that changed between the first tables and the first release, in the order it came."""

from django.conf import settings
from django.db import migrations
from django.db import models
from django.db.models import Q
from django.utils import timezone
from guides.moderation import tokens
from guides.moderation.contributors import author_key
from guides.text.alphabet import sort_key
from guides.migrations import _new_site
from itertools import islice
import datetime
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import guides.search.findable
import guides.site.reserved
import guides.text.alphabet
import guides.text.day_field
import guides.text.fields
import hashlib
import markdownx.models
import re


# --- first release

def _key_0025(section, body: str) -> str:
    said = "\x1f".join([str(section.uid), section.title, section.problem, body])
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def follow_what_was_written_0025(apps, schema_editor):
    EditionSection = apps.get_model("guides", "EditionSection")
    SectionVote = apps.get_model("guides", "SectionVote")
    PublicStanding = apps.get_model("guides", "PublicStanding")
    of_guide = {row.guide_id: row for row in PublicStanding.objects.all()}
    voted = EditionSection.objects.filter(edition__guide__in=list(of_guide))
    for section in voted.select_related("edition").order_by("pk").iterator():
        old, new = _key_0025(section, section.body_html), _key_0025(section, section.body_markdown)
        votes = SectionVote.objects.filter(section_uid=section.uid, wording=old)
        votes.update(wording=new)
        standing = of_guide[section.edition.guide_id]
        if old in standing.tenths:
            standing.tenths[new] = standing.tenths.pop(old)
            standing.save(update_fields=["tenths"])


NAMED_0027 = {"author": "name", "company": "name", "topic": "name"}


NAMED_0027 |= {"edition": "title", "guide": "title", "page": "title"}


def put_in_order_0027(apps, schema_editor):
    """Give every name that is there its key; the frozen editions too: it is no word of theirs."""
    for model, of in NAMED_0027.items():
        rows = apps.get_model("guides", model)._base_manager.using(schema_editor.connection.alias)
        batch = []
        for row in rows.only("pk", of).iterator(chunk_size=1000):
            row.sort_key = sort_key(getattr(row, of))
            batch.append(row)
            if len(batch) == 1000:
                rows.bulk_update(batch, ["sort_key"])
                batch = []
        rows.bulk_update(batch, ["sort_key"])


def what_is_withdrawn_is_not_flagged_0029(apps, editor):
    """Until now a flag could be put on it, and then nobody could erase it."""
    items = apps.get_model("guides", "QueueItem").objects.using(editor.connection.alias)
    items.filter(state="withdrawn", flagged=True).update(flagged=False)


FIRST_0031, LAST_0031 = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)


WITHOUT_0031 = [("story", "used_on"), ("story", "company_answered_on")]


AT_LEAST_0031 = [("contactchannel", "verified_on"), ("guide", "verified_on"), ("source", "consulted_on")]


def mend_0031(apps, schema_editor):
    """What a reader mistyped is left out; what must have a day has the first one: check it anew."""
    alias = schema_editor.connection.alias
    for model, field in WITHOUT_0031:
        rows = apps.get_model("guides", model)._base_manager.using(alias).exclude(**{field: None})
        for row in rows.exclude(**{f"{field}__range": (FIRST_0031, LAST_0031)}):
            keeps = model == "story" and field == "company_answered_on" and row.company_answer
            rows.filter(pk=row.pk).update(**{field: FIRST_0031 if keeps else None})
    for model, field in AT_LEAST_0031:
        rows = apps.get_model("guides", model)._base_manager.using(alias)
        rows.exclude(**{f"{field}__range": (FIRST_0031, LAST_0031)}).update(**{field: FIRST_0031})


def part_words_at_apostrophes_0032(apps, schema_editor):
    terms = apps.get_model("guides", "BlockedTerm").objects
    for term in terms.filter(kind="word"):
        parted = " ".join(re.findall(r"[^\W_]+", term.term))
        if parted == term.term:
            continue
        if terms.filter(kind="word", term=parted).exists():
            term.delete()
        else:
            terms.filter(pk=term.pk).update(term=parted)


BATCH_0034 = 2000


def words_of_0034(kind, thing):
    """As guides.moderation.queue_text does, with the plain fields of this moment."""
    said = [getattr(thing, name, "") for name in ("title", "text", "asked", "answered")]
    company = getattr(thing, "company", None)
    found = [
        *tokens.words_of("\n".join(said)),
        *tokens.facts("author", thing.author_name),
        *tokens.facts("company", company.name if company else getattr(thing, "typed_company", "")),
        tokens.fact("kind", kind),
        *tokens.of_day(timezone.localtime(thing.submitted_at).date()),
    ]
    if key := author_key(thing.author_email):
        found.append(tokens.fact("key", key))
    return tokens.together(found)


def marks_of_0034(item, moderators):
    marks = [tokens.fact("state", item.state)]
    if item.flagged:
        marks.append(tokens.fact("flagged", "yes"))
    for name in moderators:
        marks += tokens.facts("by", name)
    return tokens.together(marks)


def moderators_of_0034(Decision, things):
    hands = {}
    known = Decision.objects.filter(item__in=[t.queue_item_id for t in things], agent="moderator")
    for item, actor in known.order_by("id").values_list("item", "actor_name"):
        hands.setdefault(item, []).append(actor)
    return hands


def begin_0034(apps, schema_editor):
    QueueText, Decision = (apps.get_model("guides", name) for name in ("QueueText", "Decision"))
    for kind in ("story", "comment", "update"):
        related = ("queue_item", "company") if kind == "story" else ("queue_item",)
        rows = apps.get_model("guides", kind).objects.select_related(*related).order_by("pk")
        every = rows.iterator(chunk_size=BATCH_0034)
        while things := list(islice(every, BATCH_0034)):
            hands = moderators_of_0034(Decision, things)
            QueueText.objects.bulk_create(
                QueueText(
                    item_id=thing.queue_item_id,
                    words=words_of_0034(kind, thing),
                    marks=marks_of_0034(thing.queue_item, hands.get(thing.queue_item_id, [])),
                )
                for thing in things
            )


INVITATION_0035 = "Un’azienda ti ha fatto un torto? {} chi è nella tua stessa situazione: invia la tua storia."


OFF_TOPIC_0035 = (
    "Non riguarda l’argomento di questa pagina. Cerca la guida adatta e scrivilo lì: "
    "ti leggerà chi può rispondere.",
    "Non riguarda i diritti dei consumatori, o il tema della guida o della storia a cui è legato. "
    "Cerca la guida adatta e scrivilo lì: ti leggerà chi può rispondere.",
)


def forth_0035(apps, schema_editor):
    before, after = OFF_TOPIC_0035
    reasons = apps.get_model("guides", "Reason").objects
    reasons.filter(text_for_author=before).update(text_for_author=after)
    settings = apps.get_model("guides", "SiteSettings").objects
    settings.filter(story_invitation=INVITATION_0035.format("Condividilo con")).update(
        story_invitation=INVITATION_0035.format("Raccontalo a")
    )


def bring_back_triggers_0041(apps, schema_editor):
    """SQLite wrote the table anew, without what keeps FTS5 in step with it."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in _new_site.FULL_TEXT_SQLITE[1:]:
            schema_editor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))


# --- editions on their companies shelves

def put_on_shelves_0004(apps, schema_editor):
    edition = apps.get_model("guides", "Edition")
    shelf = apps.get_model("guides", "EditionCompany")
    own = edition.objects.exclude(company=None).values_list("pk", "company_id")
    shelf.objects.bulk_create(
        (shelf(edition_id=pk, company_id=company) for pk, company in own), batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # first release
        migrations.RunPython(follow_what_was_written_0025, migrations.RunPython.noop),
        migrations.RemoveField(model_name="edition", name="digest"),
        migrations.AddField(
            model_name="edition",
            name="renderer",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name='comment',
            name='discussion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='all_comments', to='guides.discussion', verbose_name='dove'),
        ),
        migrations.AlterModelOptions(
            name='author',
            options={'ordering': ['sort_key', 'pk'], 'verbose_name': 'autore', 'verbose_name_plural': 'autori'},
        ),
        migrations.AlterModelOptions(
            name='company',
            options={'ordering': ['sort_key', 'pk'], 'verbose_name': 'azienda', 'verbose_name_plural': 'aziende'},
        ),
        migrations.AlterModelOptions(
            name='guide',
            options={'ordering': ['sort_key', 'pk'], 'permissions': [('publish_guide', 'Può pubblicare e ritirare le guide')], 'verbose_name': 'guida', 'verbose_name_plural': 'guide'},
        ),
        migrations.AlterModelOptions(
            name='page',
            options={'ordering': ['position', 'sort_key', 'pk'], 'verbose_name': 'pagina', 'verbose_name_plural': 'pagine'},
        ),
        migrations.AlterModelOptions(
            name='topic',
            options={'ordering': ['position', 'sort_key', 'pk'], 'verbose_name': 'argomento', 'verbose_name_plural': 'argomenti'},
        ),
        migrations.RemoveIndex(
            model_name='edition',
            name='edition_by_title',
        ),
        migrations.AddField(
            model_name='author',
            name='sort_key',
            field=guides.text.alphabet.SortKeyField('name', db_index=True),
        ),
        migrations.AddField(
            model_name='company',
            name='sort_key',
            field=guides.text.alphabet.SortKeyField('name', db_index=True),
        ),
        migrations.AddField(
            model_name='edition',
            name='sort_key',
            field=guides.text.alphabet.SortKeyField('title'),
        ),
        migrations.AddField(
            model_name='guide',
            name='sort_key',
            field=guides.text.alphabet.SortKeyField('title', db_index=True),
        ),
        migrations.AddField(
            model_name='page',
            name='sort_key',
            field=guides.text.alphabet.SortKeyField('title'),
        ),
        migrations.AddField(
            model_name='topic',
            name='sort_key',
            field=guides.text.alphabet.SortKeyField('name', db_index=True),
        ),
        migrations.RunPython(put_in_order_0027, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['sort_key', 'id'], name='edition_by_name'),
        ),
        migrations.AlterField(
            model_name='author',
            name='slug',
            field=models.SlugField(unique=True, validators=[guides.site.reserved.NotTheSites('autori/')], verbose_name='indirizzo'),
        ),
        migrations.AlterField(
            model_name='company',
            name='slug',
            field=models.SlugField(help_text='L’ultima parte dell’indirizzo: /aziende/aliexpress/.', unique=True, validators=[guides.site.reserved.NotTheSites('aziende/')], verbose_name='indirizzo'),
        ),
        migrations.AlterField(
            model_name='guide',
            name='slug',
            field=models.SlugField(help_text='L’ultima parte dell’indirizzo: /guide/aliexpress/. Se lo cambi, dopo la pubblicazione il vecchio indirizzo porta a quello nuovo.', unique=True, validators=[guides.site.reserved.NotTheSites('guide/')], verbose_name='indirizzo'),
        ),
        migrations.AlterField(
            model_name='page',
            name='slug',
            field=models.SlugField(unique=True, validators=[guides.site.reserved.NotTheSites()], verbose_name='indirizzo'),
        ),
        migrations.AlterField(
            model_name='topic',
            name='slug',
            field=models.SlugField(help_text='L’ultima parte dell’indirizzo: /argomenti/viaggi/.', unique=True, validators=[guides.site.reserved.NotTheSites('argomenti/')], verbose_name='indirizzo'),
        ),
        migrations.AddField(
            model_name='decision',
            name='act',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='decision',
            name='verb',
            field=models.CharField(choices=[('receive', 'ricevuto'), ('approve', 'pubblicato'), ('reject', 'non pubblicato'), ('spam', 'messo fra lo spam'), ('withdraw', 'ritirato'), ('undo', 'decisione annullata'), ('flag', 'segnalato'), ('unflag', 'tolto dai segnalati'), ('revise', 'testo cambiato da chi scrive'), ('redact', 'parole omesse'), ('correct', 'corretto dalla redazione'), ('claim', 'preso in carico'), ('release', 'liberato'), ('note', 'nota interna'), ('ask', 'domanda a chi scrive'), ('answer', 'risposta di chi scrive'), ('reply', 'risposta della redazione')], max_length=10, verbose_name='atto'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(condition=models.Q(('act__isnull', False)), fields=['act'], name='decision_of_an_act'),
        ),
        migrations.RunPython(what_is_withdrawn_is_not_flagged_0029, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='queueitem',
            constraint=models.CheckConstraint(condition=models.Q(('flagged', True), ('state', 'withdrawn'), _negated=True), name='queue_item_withdrawn_is_not_flagged'),
        ),
        migrations.AddField(
            model_name='attempt',
            name='weight',
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.RunPython(mend_0031, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='contactchannel',
            name='verified_on',
            field=guides.text.day_field.PastDayField(help_text='Il giorno in cui qualcuno della redazione lo ha controllato.', verbose_name='verificato il'),
        ),
        migrations.AlterField(
            model_name='guide',
            name='verified_on',
            field=guides.text.day_field.PastDayField(help_text='L’ultimo giorno in cui qualcuno ha ricontrollato fatti e fonti: i lettori lo vedono.', verbose_name='verificata il'),
        ),
        migrations.AlterField(
            model_name='source',
            name='consulted_on',
            field=guides.text.day_field.PastDayField(verbose_name='consultata il'),
        ),
        migrations.AlterField(
            model_name='story',
            name='company_answered_on',
            field=guides.text.day_field.PastDayField(blank=True, null=True, verbose_name='risposta arrivata il'),
        ),
        migrations.AlterField(
            model_name='story',
            name='used_on',
            field=guides.text.day_field.PastDayField(blank=True, null=True, verbose_name='quando'),
        ),
        migrations.AddConstraint(
            model_name='contactchannel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verified_on__gte', datetime.date(1990, 1, 1)), ('verified_on__lte', datetime.date(2100, 12, 31))), ('verified_on__isnull', True), _connector='OR'), name='channel_verified_on_a_sane_day', violation_error_message='Questa data non può essere giusta: controlla l’anno.'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verified_on__gte', datetime.date(1990, 1, 1)), ('verified_on__lte', datetime.date(2100, 12, 31))), ('verified_on__isnull', True), _connector='OR'), name='guide_verified_on_a_sane_day', violation_error_message='Questa data non può essere giusta: controlla l’anno.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('consulted_on__gte', datetime.date(1990, 1, 1)), ('consulted_on__lte', datetime.date(2100, 12, 31))), ('consulted_on__isnull', True), _connector='OR'), name='source_consulted_on_a_sane_day', violation_error_message='Questa data non può essere giusta: controlla l’anno.'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('used_on__gte', datetime.date(1990, 1, 1)), ('used_on__lte', datetime.date(2100, 12, 31))), ('used_on__isnull', True), _connector='OR'), name='story_used_on_a_sane_day', violation_error_message='Questa data non può essere giusta: controlla l’anno.'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('company_answered_on__gte', datetime.date(1990, 1, 1)), ('company_answered_on__lte', datetime.date(2100, 12, 31))), ('company_answered_on__isnull', True), _connector='OR'), name='story_answered_on_a_sane_day', violation_error_message='Questa data non può essere giusta: controlla l’anno.'),
        ),
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
        migrations.RunPython(part_words_at_apostrophes_0032, migrations.RunPython.noop),
        migrations.CreateModel(
            name='QueueText',
            fields=[
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='guides.queueitem')),
                ('words', models.TextField()),
                ('marks', models.TextField()),
            ],
            options={
                'verbose_name': 'parole di una voce della coda',
                'verbose_name_plural': 'parole delle voci della coda',
                'default_permissions': (),
            },
        ),
        migrations.RunPython(_new_site.install_queue_words, _new_site.remove_queue_words),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['actor', '-id'], name='decision_of_a_moderator'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(condition=models.Q(('agent', 'moderator')), fields=['-id'], name='decision_of_moderators'),
        ),
        migrations.RunPython(begin_0034, migrations.RunPython.noop),
        migrations.RunPython(forth_0035, migrations.RunPython.noop, elidable=True),
        migrations.AlterModelOptions(
            name='sitelink',
            options={'ordering': ['position', 'id'], 'verbose_name': 'collegamento', 'verbose_name_plural': 'social e altri nostri siti'},
        ),
        migrations.AlterField(
            model_name='sitelink',
            name='kind',
            field=models.CharField(choices=[('social', 'Social'), ('sorella', 'Altro nostro sito')], max_length=10, verbose_name='tipo'),
        ),
        migrations.AlterField(
            model_name='sitesettings',
            name='story_invitation',
            field=models.TextField(default='Un’azienda ti ha fatto un torto? Raccontalo a chi è nella tua stessa situazione: invia la tua storia.', verbose_name='invito a raccontare'),
        ),
        migrations.AlterField(
            model_name='story',
            name='has_proof',
            field=models.BooleanField(default=False, verbose_name='ha documenti'),
        ),
        migrations.AddField(
            model_name='searchquestion',
            name='answer_key',
            field=models.CharField(blank=True, editable=False, max_length=100),
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('told_directly', models.JSONField(default=list)),
                ('reached', models.BigIntegerField(default=0)),
                ('comment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='guides.comment')),
            ],
            options={
                'verbose_name': 'annuncio di un commento',
                'verbose_name_plural': 'annunci di commenti',
            },
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('address', 'indirizzo e-mail'), ('network', 'rete')], max_length=7, verbose_name='che cosa')),
                ('key', models.CharField(max_length=64)),
                ('because', models.CharField(max_length=300, verbose_name='perché')),
                ('by_name', models.CharField(max_length=150, verbose_name='chi')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='quando')),
                ('act', models.UUIDField(db_index=True, editable=False, null=True)),
                ('lifted_at', models.DateTimeField(editable=False, null=True, verbose_name='tolto il')),
                ('lifted_by_name', models.CharField(blank=True, max_length=150, verbose_name='tolto da')),
            ],
            options={
                'verbose_name': 'blocco di un autore',
                'verbose_name_plural': 'blocchi di autori',
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wrong', models.CharField(max_length=100, verbose_name='era scritto')),
                ('right', models.CharField(max_length=100, verbose_name='ora è scritto')),
                ('made_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='corretto il')),
            ],
            options={
                'verbose_name': 'correzione',
                'verbose_name_plural': 'correzioni',
            },
        ),
        migrations.AddField(
            model_name='comment',
            name='corrected_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='corretto il'),
        ),
        migrations.AddField(
            model_name='story',
            name='corrected_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='corretto il'),
        ),
        migrations.AddField(
            model_name='update',
            name='corrected_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='corretto il'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='actor',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='chi'),
        ),
        migrations.AlterField(
            model_name='queueitem',
            name='contributor',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='guides.contributor'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['network'], name='comment_by_network'),
        ),
        migrations.AddIndex(
            model_name='queueitem',
            index=models.Index(fields=['contributor', '-id'], name='queue_of_an_author'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['network'], name='story_by_network'),
        ),
        migrations.AddIndex(
            model_name='update',
            index=models.Index(fields=['network'], name='update_by_network'),
        ),
        migrations.AddField(
            model_name='block',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='chi'),
        ),
        migrations.AddField(
            model_name='correction',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='correction', to='guides.decision'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('kind', 'key'), name='block_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('because', ''), _negated=True)), name='block_says_why'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='published_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pubblicata da'),
        ),
        migrations.AlterField(
            model_name='oldguideslug',
            name='slug',
            field=models.SlugField(unique=True, verbose_name='indirizzo'),
        ),
        migrations.RunPython(_new_site.first_settings, migrations.RunPython.noop),
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
        migrations.RunPython(bring_back_triggers_0041, bring_back_triggers_0041),
        migrations.RenameModel("ForgottenTags", "PurgedTags"),
        migrations.RenameModel("Telling", "QuestionReport"),
        # sectors and authorities
        migrations.CreateModel(
            name='Sector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='nome')),
                ('sort_key', guides.text.alphabet.SortKeyField('name', db_index=True)),
                ('every_company', models.CharField(help_text='Come finisce «Guide che valgono per…»: «ogni operatore telefonico». Sta nella pagina delle sue aziende.', max_length=80, verbose_name='ogni sua azienda')),
            ],
            options={
                'verbose_name': 'settore',
                'verbose_name_plural': 'settori',
                'ordering': ['sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Shortcut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('frase', 'Frase da toccare'), ('urgente', 'Urgente')], default='frase', max_length=10, verbose_name='dove sta')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='posizione')),
                ('words', models.CharField(help_text='«Sono spariti soldi dal conto».', max_length=60, verbose_name='parole')),
                ('address', models.CharField(help_text='L’indirizzo di una pagina di questo sito, anche con #: «/guide/pacco/#reso».', max_length=300, validators=[django.core.validators.RegexValidator('^/(?![/\\\\])[^\\s\\\\]*\\Z', 'Un indirizzo di questo sito: comincia con /.')], verbose_name='dove porta')),
            ],
            options={
                'verbose_name': 'scorciatoia della pagina iniziale',
                'verbose_name_plural': 'scorciatoie della pagina iniziale',
                'ordering': ['kind', 'position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='guide',
            name='other_companies',
            field=models.ManyToManyField(blank=True, help_text='Altre aziende nella cui pagina la guida serve.', related_name='+', to='guides.company', verbose_name='altre aziende'),
        ),
        migrations.AlterField(
            model_name='contactchannel',
            name='name',
            field=models.CharField(help_text='A che cosa serve: «Guasti sulla linea fissa».', max_length=120, verbose_name='nome'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='company',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_editions', to='guides.company'),
        ),
        migrations.CreateModel(
            name='EditionCompany',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guides.company')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='guides.edition')),
            ],
            options={
                'verbose_name': 'azienda di un’edizione',
                'verbose_name_plural': 'aziende delle edizioni',
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='companies',
            field=models.ManyToManyField(related_name='editions', through='guides.EditionCompany', to='guides.company'),
        ),
        migrations.CreateModel(
            name='EditionSector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='guides.edition')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guides.sector')),
            ],
            options={
                'verbose_name': 'settore di un’edizione',
                'verbose_name_plural': 'settori delle edizioni',
            },
        ),
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='nome')),
                ('sort_key', guides.text.alphabet.SortKeyField('name', db_index=True)),
                ('full_name', models.CharField(blank=True, max_length=200, verbose_name='nome per esteso')),
                ('slug', models.SlugField(help_text='L’ultima parte dell’indirizzo: /a-chi-rivolgersi/abf/.', unique=True, validators=[guides.site.reserved.NotTheSites('a-chi-rivolgersi/')], verbose_name='indirizzo')),
                ('problem', models.CharField(help_text='Con le parole di chi legge: «La banca non mi rimborsa».', max_length=140, verbose_name='problema')),
                ('purpose', models.TextField(help_text='E che cosa non può fare.', verbose_name='a che cosa serve')),
                ('cost', models.CharField(max_length=200, verbose_name='quanto costa')),
                ('when', models.TextField(help_text='Che cosa fare prima, da quando e fino a quando.', verbose_name='quando')),
                ('how', markdownx.models.MarkdownxField(help_text='In Markdown, un passo per riga.', validators=[guides.text.fields.validate_markdown], verbose_name='come si fa')),
                ('website', guides.text.fields.WebAddressField(verbose_name='indirizzo ufficiale')),
                ('source_title', models.CharField(max_length=240, verbose_name='fonte')),
                ('source', guides.text.fields.WebAddressField(max_length=500, verbose_name='indirizzo della fonte')),
                ('verified_on', guides.text.day_field.PastDayField(help_text='Il giorno in cui qualcuno della redazione lo ha riletto.', verbose_name='controllato il')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='L’ordine negli elenchi: prima i numeri bassi.', verbose_name='posizione')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='aggiornata il')),
                ('topics', models.ManyToManyField(blank=True, help_text='Nella pagina di questi argomenti, e delle loro guide.', related_name='authorities', to='guides.topic', verbose_name='argomenti')),
                ('sectors', models.ManyToManyField(blank=True, help_text='Nella pagina di ogni azienda di questi settori.', related_name='authorities', to='guides.sector', verbose_name='settori')),
            ],
            options={
                'verbose_name': 'autorità',
                'verbose_name_plural': 'autorità',
                'ordering': ['position', 'sort_key', 'pk'],
            },
            bases=(guides.search.findable.FoundAsSaved, models.Model),
        ),
        migrations.AddField(
            model_name='company',
            name='sector',
            field=models.ForeignKey(blank=True, help_text='Nella pagina dell’azienda stanno anche le guide e le autorità del settore.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='companies', to='guides.sector', verbose_name='settore'),
        ),
        migrations.AddField(
            model_name='edition',
            name='sectors',
            field=models.ManyToManyField(related_name='editions', through='guides.EditionSector', to='guides.sector'),
        ),
        migrations.AddField(
            model_name='guide',
            name='sectors',
            field=models.ManyToManyField(blank=True, help_text='La guida sta nella pagina di ogni azienda di questi settori.', related_name='+', to='guides.sector', verbose_name='settori'),
        ),
        migrations.AddConstraint(
            model_name='editioncompany',
            constraint=models.UniqueConstraint(fields=('company', 'edition'), name='edition_company_once'),
        ),
        migrations.AddConstraint(
            model_name='editionsector',
            constraint=models.UniqueConstraint(fields=('sector', 'edition'), name='edition_sector_once'),
        ),
        migrations.AddConstraint(
            model_name='authority',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verified_on__gte', datetime.date(1990, 1, 1)), ('verified_on__lte', datetime.date(2100, 12, 31))), ('verified_on__isnull', True), _connector='OR'), name='authority_verified_on_a_sane_day', violation_error_message='Questa data non può essere giusta: controlla l’anno.'),
        ),
        # editions on their companies shelves
        migrations.RunPython(put_on_shelves_0004, migrations.RunPython.noop),
        # contests and outcomes
        migrations.CreateModel(
            name='Contest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='perché secondo chi scrive è sbagliata')),
                ('answer', models.TextField(blank=True, verbose_name='risposta a chi scrive')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='contestato il')),
            ],
            options={
                'verbose_name': 'contestazione',
                'verbose_name_plural': 'contestazioni',
            },
        ),
        migrations.AddField(
            model_name='story',
            name='first_outcome',
            field=models.CharField(blank=True, choices=[('open', 'Ancora aperta'), ('partly', 'Risolta in parte'), ('solved', 'Risolta')], editable=False, max_length=6),
        ),
        migrations.AddField(
            model_name='update',
            name='outcome',
            field=models.CharField(blank=True, choices=[('open', 'Ancora aperta'), ('partly', 'Risolta in parte'), ('solved', 'Risolta')], max_length=6, verbose_name='esito'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='verb',
            field=models.CharField(choices=[('receive', 'ricevuto'), ('approve', 'pubblicato'), ('reject', 'non pubblicato'), ('spam', 'messo fra lo spam'), ('withdraw', 'ritirato'), ('undo', 'decisione annullata'), ('flag', 'segnalato'), ('unflag', 'tolto dai segnalati'), ('revise', 'testo cambiato da chi scrive'), ('redact', 'parole omesse'), ('correct', 'corretto dalla redazione'), ('claim', 'preso in carico'), ('release', 'liberato'), ('note', 'nota interna'), ('ask', 'domanda a chi scrive'), ('answer', 'risposta di chi scrive'), ('reply', 'risposta della redazione'), ('resubmit', 'corretto e inviato di nuovo'), ('contest', 'contestato')], max_length=10, verbose_name='atto'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verb__in', ['resubmit', 'contest']), _negated=True), models.Q(('agent', 'author'), ('from_state__in', ['rejected', 'withdrawn']), ('to_state', 'waiting')), _connector='OR'), name='decision_of_coming_back_is_its_authors'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('first_outcome__in', ['', 'open', 'partly', 'solved'])), name='story_first_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), models.Q(('outcome__in', ['open', 'partly', 'solved']), ('story__isnull', False)), _connector='OR'), name='update_changes_the_outcome_of_a_story'),
        ),
        migrations.AddField(
            model_name='contest',
            name='against',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contested_by', to='guides.decision', verbose_name='contro'),
        ),
        migrations.AddField(
            model_name='contest',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contest', to='guides.decision'),
        ),
        migrations.AddField(
            model_name='contest',
            name='settled_by',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='settles', to='guides.decision'),
        ),
        migrations.AddConstraint(
            model_name='contest',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='contest_says_why'),
        ),
        migrations.AddConstraint(
            model_name='contest',
            constraint=models.CheckConstraint(condition=models.Q(('decision', models.F('against')), _negated=True), name='contest_is_against_another'),
        ),
    ]
