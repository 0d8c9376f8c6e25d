"""What was sent before the queue could be searched is found as well."""

from itertools import islice

from django.db import migrations
from django.utils import timezone

from guides.moderation import tokens
from guides.moderation.standing import author_key

BATCH = 2000


def words_of(kind, thing):
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


def marks_of(item, moderators):
    marks = [tokens.fact("state", item.state)]
    if item.flagged:
        marks.append(tokens.fact("flagged", "yes"))
    for name in moderators:
        marks += tokens.facts("by", name)
    return tokens.together(marks)


def moderators_of(Decision, things):
    hands = {}
    known = Decision.objects.filter(item__in=[t.queue_item_id for t in things], agent="moderator")
    for item, actor in known.order_by("id").values_list("item", "actor_name"):
        hands.setdefault(item, []).append(actor)
    return hands


def begin(apps, schema_editor):
    QueueText, Decision = (apps.get_model("guides", name) for name in ("QueueText", "Decision"))
    for kind in ("story", "comment", "update"):
        related = ("queue_item", "company") if kind == "story" else ("queue_item",)
        rows = apps.get_model("guides", kind).objects.select_related(*related).order_by("pk")
        every = rows.iterator(chunk_size=BATCH)
        while things := list(islice(every, BATCH)):
            hands = moderators_of(Decision, things)
            QueueText.objects.bulk_create(
                QueueText(
                    item_id=thing.queue_item_id,
                    words=words_of(kind, thing),
                    marks=marks_of(thing.queue_item, hands.get(thing.queue_item_id, [])),
                )
                for thing in things
            )


class Migration(migrations.Migration):
    dependencies = [("guides", "0033_queue_text")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
