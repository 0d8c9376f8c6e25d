"""Votes hang on what the editor wrote; before, they hung on the HTML that a renderer made of it."""

import hashlib

from django.db import migrations, models


def _key(section, body: str) -> str:
    said = "\x1f".join([str(section.uid), section.title, section.problem, body])
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def follow_what_was_written(apps, schema_editor):
    EditionSection = apps.get_model("guides", "EditionSection")
    SectionVote = apps.get_model("guides", "SectionVote")
    PublicStanding = apps.get_model("guides", "PublicStanding")
    of_guide = {row.guide_id: row for row in PublicStanding.objects.all()}
    voted = EditionSection.objects.filter(edition__guide__in=list(of_guide))
    for section in voted.select_related("edition").order_by("pk").iterator():
        old, new = _key(section, section.body_html), _key(section, section.body_markdown)
        votes = SectionVote.objects.filter(section_uid=section.uid, wording=old)
        votes.update(wording=new)
        standing = of_guide[section.edition.guide_id]
        if old in standing.tenths:
            standing.tenths[new] = standing.tenths.pop(old)
            standing.save(update_fields=["tenths"])


class Migration(migrations.Migration):
    dependencies = [("guides", "0024_section_begun_from_a_question")]

    operations = [
        migrations.RunPython(follow_what_was_written, migrations.RunPython.noop),
        migrations.RemoveField(model_name="edition", name="digest"),
        migrations.AddField(
            model_name="edition",
            name="renderer",
            field=models.PositiveSmallIntegerField(default=1),
        ),
    ]
