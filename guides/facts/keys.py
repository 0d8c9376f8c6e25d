"""The keys that a fact once had: texts that use them go on meaning the same fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models

from guides.pages.once import made_or_changed
from guides.text.fields import SlugField

if TYPE_CHECKING:
    from guides.facts.models import Fact


class FormerKey(models.Model):
    """A key under which a fact was once used."""

    key = SlugField("vecchio nome", unique=True, max_length=80)
    fact = models.ForeignKey("guides.Fact", models.CASCADE, related_name="former_keys")

    class Meta:
        verbose_name = "vecchio nome di un fatto"
        verbose_name_plural = "vecchi nomi dei fatti"

    def __str__(self) -> str:
        return self.key


def keep_former_key(fact: Fact, key: str) -> None:
    made_or_changed(FormerKey.objects, key=key, to={"fact": fact})
    FormerKey.objects.filter(key=fact.key, fact=fact).delete()


def refuse_a_key_of_another(fact: Fact) -> None:
    """Raise ValidationError when the key was another fact's: texts that use it mean that one."""
    other = FormerKey.objects.filter(key=fact.key).exclude(fact=fact.pk).select_related("fact")
    if taken := other.first():
        what = f"È il vecchio nome di «{taken.fact}», e dei testi lo usano: scegline un altro."
        raise ValidationError({"key": what})
