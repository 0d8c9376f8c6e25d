from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from guides.privacy import held, retention
from guides.privacy.retention import Expiry, before
from guides.spam.breadth import too_wide
from guides.spam.fingerprint import ALIKE
from guides.spam.normalising import words
from guides.text.addresses import host_of, mailbox
from guides.text.fields import CharField


class BlockedTerm(models.Model):
    """A word, an e-mail address or a web domain that moderators do not want to see again."""

    class Kind(models.TextChoices):
        WORD = "word", "parola o frase"
        ADDRESS = "address", "indirizzo e-mail"
        DOMAIN = "domain", "dominio"

    kind = models.CharField("tipo", max_length=8, choices=Kind, default=Kind.WORD)
    term = CharField(
        "termine",
        max_length=200,
        help_text="Maiuscole e accenti non contano. Una parola si cerca intera, non dentro altre.",
    )
    note = CharField("nota", max_length=300, blank=True, help_text="Perché è bloccato.")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="aggiunto da",
    )
    added_at = models.DateTimeField("aggiunto il", auto_now_add=True)

    class Meta:
        verbose_name = "termine bloccato"
        verbose_name_plural = "termini bloccati"
        ordering = ["kind", "term"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "term"],
                name="blocked_term_once",
                violation_error_message="Questo termine è già bloccato.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.term}"

    def save(self, *args, **kwargs) -> None:
        self.term = self.normalised()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.term = self.normalised()
        if problem := too_wide(self.kind, self.term):
            raise ValidationError({"term": problem})

    def normalised(self) -> str:
        """The term as `rules.blocked_terms` compares it."""
        if self.kind == self.Kind.WORD:
            return " ".join(words(self.term))
        if self.kind == self.Kind.DOMAIN:
            return host_of(self.term)
        return mailbox(self.term)


class SpamWord(models.Model):
    """In how many spam and good texts moderators met a word; the row "" counts the texts."""

    TEXTS = ""

    word = models.CharField(max_length=40, unique=True)
    spam = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "parola imparata"
        verbose_name_plural = "parole imparate"

    def __str__(self) -> str:
        return f"{self.word}: {self.spam} spam, {self.good} buoni"


class TextTraceQuerySet(models.QuerySet):
    def copies_of(self, bands: Collection[int], *, besides: UUID | None) -> Counter[str]:
        """How many other submissions hold nearly the same text, by network key."""
        alike = (
            self.filter(band__in=bands)
            .exclude(submission_id=besides)
            .values("submission_id", "network")
            .annotate(shared=models.Count("band"))
            .filter(shared__gte=ALIKE)
        )
        return Counter(row["network"] for row in alike[:100])

    def older_than(self, moment: datetime) -> "TextTraceQuerySet":
        return self.filter(seen_at__lt=moment)


class TextTrace(models.Model):
    """A sixth of the fingerprint of a text that was sent: from it no word comes back."""

    submission_id = models.UUIDField(db_index=True)
    band = models.BigIntegerField(db_index=True)
    network = models.CharField(max_length=32)
    seen_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = TextTraceQuerySet.as_manager()

    class Meta:
        verbose_name = "impronta di un testo"
        verbose_name_plural = "impronte dei testi"

    def __str__(self) -> str:
        return f"{self.submission_id}"


class AttemptQuerySet(models.QuerySet):
    def from_networks(self, keys: Collection[str]) -> "AttemptQuerySet":
        return self.filter(network__in=keys)

    def older_than(self, moment: datetime) -> "AttemptQuerySet":
        return self.filter(at__lt=moment)

    def weigh(self) -> int:
        """Bytes of all their files together."""
        return self.aggregate(all=models.Sum("weight"))["all"] or 0


class Attempt(models.Model):
    """One sending from a network, counted by the rate limit; a repeated sending is the same one."""

    act = models.CharField(max_length=20)
    network = models.CharField(max_length=32)
    submission_id = models.UUIDField()
    weight = models.PositiveBigIntegerField(default=0)  # bytes of the files that came with it
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = "invio"
        verbose_name_plural = "invii"
        constraints = [
            models.UniqueConstraint(fields=["act", "submission_id"], name="attempt_counted_once")
        ]
        indexes = [models.Index(fields=["network", "act", "at"], name="attempt_by_network")]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"


retention.register(
    Expiry(
        "invii contati dalla guardia antispam",
        lambda terms, now: Attempt.objects.older_than(before(now, terms.keep_networks_days)),
    ),
    Expiry(
        "impronte di testi",
        lambda terms, now: TextTrace.objects.older_than(before(now, terms.keep_networks_days)),
    ),
)


def _blocked(email: str) -> list[dict]:
    terms = BlockedTerm.objects.filter(kind=BlockedTerm.Kind.ADDRESS, term=mailbox(email))
    return list(terms.values("term", "note", "added_at"))


# A blocked address stays blocked: whoever wants it off the list asks a moderator.
held.register(held.Holder("indirizzi bloccati", _blocked, lambda email: 0))
