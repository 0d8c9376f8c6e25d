"""Which data a rule asks of readers, and which of their answers choose a length."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Q
from django.urls import reverse

from guides.glossary import uses
from guides.glossary.live_uses import LiveUse, note


class RuleDatumUse(LiveUse):
    """A datum that a rule on the site asks."""

    rule = models.ForeignKey("guides.Rule", models.CASCADE, related_name="live_data")

    class Meta:
        verbose_name = "scadenza sul sito"
        verbose_name_plural = "scadenze sul sito"
        constraints = [
            models.UniqueConstraint(fields=["rule", "datum"], name="rule_datum_use_once")
        ]

    def __str__(self) -> str:
        return str(self.rule)


def note_live(rule) -> None:
    note(rule.live_data, rule.live.said.asks if rule.live else ())


@uses.register_dependents
def rules_with_versions(datum) -> Iterator[uses.Use]:
    """The working copies that have a length for one of its answers, and what readers see."""
    rules = RuleDatumUse._meta.get_field("rule").related_model.objects.all()
    asking = Q(versions__when=datum) | Q(live_data__datum=datum)
    for rule in rules.filter(asking).distinct().select_related("live"):
        said = [rule.as_said(), *([rule.live.said] if rule.live else [])]
        answers = {v.answer for one in said for v in one.versions if v.when == datum.key}
        desk = reverse("admin:guides_rule_change", args=[rule.pk])
        yield uses.Use(f"scadenza «{rule}»", desk, frozenset(answers))
