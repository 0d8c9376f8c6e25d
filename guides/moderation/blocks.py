"""Who is not heard for now: an address or a network, known by its hash, with a reason."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guides.moderation.contributors import author_key
from guides.moderation.decisions import name_of
from guides.text.fields import CharField

RULE = "autore bloccato"


class BlockQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        return self.filter(lifted_at__isnull=True)

    def of_act(self, act) -> Self:
        return self.filter(act=act)

    def on(self, *, address: str, network: str) -> Self:
        """Those on a hash of an address or a network key; "" for none."""
        return self.filter(
            Q(kind=Block.Kind.ADDRESS, key=address or None)
            | Q(kind=Block.Kind.NETWORK, key=network or None)
        )

    def on_content(self, content) -> Self:
        return self.on(address=author_key(content.author_email), network=content.network)

    def lift(self, *, by) -> int:
        """They are heard again; what was put aside stays there. Return how many."""
        return self.in_force().update(lifted_at=timezone.now(), lifted_by_name=name_of(by))

    def over(self, *, networks_since: datetime, lifted_since: datetime) -> Self:
        """Those on networks that have another key by now, and those lifted long ago."""
        old = Q(kind=Block.Kind.NETWORK, at__lt=networks_since)
        return self.filter(old | Q(lifted_at__lt=lifted_since))


class Block(models.Model):
    """What comes from here goes to the spam, where moderators may still read it."""

    class Kind(models.TextChoices):
        ADDRESS = "address", "indirizzo e-mail"
        NETWORK = "network", "rete"

    kind = models.CharField("che cosa", max_length=7, choices=Kind)
    key = models.CharField(max_length=64)  # a hash: the address or network cannot be read from it
    because = CharField("perché", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="chi"
    )
    by_name = CharField("chi", max_length=150)  # outlives the account
    at = models.DateTimeField("quando", default=timezone.now)
    act = models.UUIDField(null=True, db_index=True, editable=False)
    lifted_at = models.DateTimeField("tolto il", null=True, editable=False)
    lifted_by_name = CharField("tolto da", max_length=150, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = "blocco di un autore"
        verbose_name_plural = "blocchi di autori"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(lifted_at__isnull=True),
                name="block_stands_once",
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(because=""), name="block_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.because}"
