"""The log of administrative acts, and what keeps it as it was written (`_new_site.py`)."""

import django.utils.timezone
from django.db import migrations, models

from guides.migrations import _new_site


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
        migrations.RunPython(_new_site.guard_acts, _new_site.unguard_acts),
    ]
