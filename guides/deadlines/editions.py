from functools import cached_property

from django.conf import settings
from django.db import models

from guides.deadlines.content import RuleContent
from guides.pages.tracked import Noted
from guides.text.fields import TextField


class RuleEdition(Noted):
    """What a rule said to readers, since when, by whom: written once, never changed."""

    shown_as = "rule:{rule_id}"

    rule = models.ForeignKey("guides.Rule", models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField("numero")
    content = models.JSONField()
    note = TextField("che cosa è cambiato", blank=True, max_length=400)
    published_at = models.DateTimeField("pubblicata il")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = "edizione di una scadenza"
        verbose_name_plural = "edizioni delle scadenze"
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="rule_edition_has_its_number")
        ]

    def __str__(self) -> str:
        return f"{self.said.name}, {self.number}"

    @cached_property
    def said(self) -> RuleContent:
        return RuleContent.of_json(self.content)
