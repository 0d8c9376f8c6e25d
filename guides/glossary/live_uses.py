"""Which data readers are asked by what is on the site: what one names cannot be deleted."""

from collections.abc import Iterable

from django.db import models

from guides.glossary.models import Datum


class LiveUse(models.Model):
    """A datum that something asks of readers; each room says of what, in rows of its own."""

    datum = models.ForeignKey("guides.Datum", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def note(uses, keys: Iterable[str]) -> None:
    """Now it asks these; `uses` are the rows of one letter, rule or guided way."""
    data = list(Datum.objects.filter(key__in=set(keys)))
    uses.exclude(datum__in=data).delete()
    there = set(uses.values_list("datum", flat=True))
    for datum in data:
        if datum.pk not in there:
            uses.create(datum=datum)
