"""An address of somebody else's that our pages lead to, and what came of asking for it."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from guides.outside.judging import Verdict

SOONEST = timedelta(hours=4)
AGAIN = timedelta(days=3)


class OutsideAddressQuerySet(models.QuerySet):
    def due(self, now):
        """Whose turn it is; nobody is asked twice within SOONEST."""
        soonest = models.Q(checked_at=None) | models.Q(checked_at__lte=now - SOONEST)
        return self.filter(soonest, due_at__lte=now).order_by("due_at", "pk")

    def broken(self):
        return self.filter(state=OutsideAddress.State.BROKEN)


class OutsideAddress(models.Model):
    """An address that our pages lead to: broken only after failing on two different days."""

    class State(models.TextChoices):
        UNKNOWN = "nuovo", "da controllare"
        FINE = "bene", "va bene"
        MOVED = "spostato", "spostato"
        ROBOTS = "robot", "blocca i robot"
        LOCKED = "riservato", "chiede di entrare"
        DOUBTFUL = "dubbio", "non ha risposto una volta"
        BROKEN = "rotto", "rotto"

    address = models.URLField("indirizzo", max_length=1000, unique=True)
    state = models.CharField("stato", max_length=10, choices=State, default=State.UNKNOWN)
    reason = models.CharField("perché", max_length=200, blank=True)
    leads_to = models.URLField("arriva a", max_length=1000, blank=True)
    failing_since = models.DateField("non va dal", null=True)
    checked_at = models.DateTimeField("controllato il", null=True)
    due_at = models.DateTimeField("prossima volta", default=timezone.now, db_index=True)
    digest = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField("cambiato il", null=True)

    objects = OutsideAddressQuerySet.as_manager()

    class Meta:
        ordering = ["address"]
        verbose_name = "collegamento fuori dal sito"
        verbose_name_plural = "collegamenti fuori dal sito"
        indexes = [models.Index(fields=["state"], name="outside_by_state")]

    def __str__(self) -> str:
        return self.address

    def apply_verdict(self, verdict: Verdict, *, now) -> None:
        """Save what came of asking: since when it fails, and when to ask again."""
        today = timezone.localdate(now)
        self.reason, self.leads_to, self.checked_at = verdict.reason, verdict.leads_to, now
        self.due_at = now + AGAIN
        if verdict.is_failure:
            self.failing_since = self.failing_since or today
            is_a_second_day = self.failing_since < today
            self.state = self.State.BROKEN if is_a_second_day else self.State.DOUBTFUL
            self.due_at = now + timedelta(days=1)
        else:
            self.state, self.failing_since = verdict.state, None
        self.save()

    def note_content(self, digest: str, *, now) -> bool:
        """True when the page says something else than the last time."""
        has_changed = bool(self.digest) and digest != self.digest
        if has_changed:
            self.changed_at = now
        self.digest = digest
        self.save(update_fields=["digest", "changed_at"])
        return has_changed
