"""Where something comes from, who keeps it true, and by when: of a fact, and of a rule."""

import re

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from guides.text.day_field import PastDayField, is_a_sane_day
from guides.text.fields import CharField, TextField, WebAddressField

URN = re.compile(r"urn:nir:[a-z0-9.]+:[a-z0-9.]+:\d{4}(-\d\d-\d\d)?[;:][^\s<>\"]+", re.IGNORECASE)


class Sourced(models.Model):
    """What somebody read in a source, and reads again."""

    source_title = CharField("fonte", max_length=240, blank=True)
    source_address = WebAddressField("indirizzo della fonte", max_length=500, blank=True)
    source_urn = CharField(
        "URN dell’articolo",
        max_length=240,
        blank=True,
        help_text="Se la fonte è una legge: urn:nir:stato:decreto.legislativo:2005-09-06;206~art52",
    )
    source_words = TextField(
        "parole della fonte", max_length=1000, blank=True, help_text="Copiate dalla fonte."
    )
    is_verified = models.BooleanField(
        "verificato", default=False, help_text="Qualcuno della redazione l’ha letto nella fonte."
    )
    disagreement = TextField("su che cosa le fonti non sono d’accordo", max_length=500, blank=True)
    doubt = CharField("da ricontrollare perché", max_length=240, blank=True, editable=False)
    checked_on = PastDayField("controllato il", null=True, blank=True)
    check_by = models.DateField("da ricontrollare entro", null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chi lo segue",
    )

    class Meta:
        abstract = True

    def wrong_with_source(self) -> dict[str, str]:
        """A sentence by field."""
        wrong = {}
        if self.source_urn and not URN.fullmatch(self.source_urn):
            wrong["source_urn"] = "Si scrive urn:nir:stato:legge:2018-01-11;5 (e ~art1)."
        if self.is_verified and not self.checked_on:
            wrong["checked_on"] = "Se è verificato, scrivi in che giorno."
        return wrong


def bounds_of_a_source(name: str) -> list[models.CheckConstraint]:
    """The database's own, for the model that `name` names."""
    return [
        models.CheckConstraint(
            condition=Q(is_verified=False) | Q(checked_on__isnull=False),
            name=f"{name}_verified_has_a_day",
            violation_error_message="Se è verificato, scrivi in che giorno.",
        ),
        is_a_sane_day("checked_on", name=f"{name}_checked_on_a_sane_day"),
        is_a_sane_day("check_by", name=f"{name}_check_by_a_sane_day"),
    ]


def sourced_models() -> list[type[Sourced]]:
    return [model for model in apps.get_models() if issubclass(model, Sourced)]
