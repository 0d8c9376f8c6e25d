import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from guides.privacy import held, retention
from guides.privacy.retention import Expiry, before
from guides.text.addresses import owner
from guides.text.fields import CharField, EmailField, TextField


class LetterQuerySet(models.QuerySet):
    def unsent(self) -> "LetterQuerySet":
        return self.filter(state__in=[Letter.State.QUEUED, Letter.State.SENDING])

    def overdue(self, *, since: datetime) -> "LetterQuerySet":
        """Letters that a worker should have looked at before that moment."""
        return self.unsent().filter(due_at__lt=since)

    def refused_since(self, moment: datetime) -> "LetterQuerySet":
        """Those that will not be tried again by themselves."""
        return self.filter(state=Letter.State.REFUSED, started_at__gte=moment)

    def finished_before(self, moment: datetime) -> "LetterQuerySet":
        """Sent, or refused for ever and not retried by anybody since."""
        refused = Q(state=Letter.State.REFUSED, started_at__lt=moment)
        return self.filter(Q(state=Letter.State.SENT, sent_at__lt=moment) | refused)

    def written_to(self, address: str) -> "LetterQuerySet":
        return self.filter(to__iexact=address)

    def reaching(self, address: str) -> "LetterQuerySet":
        """Those to the person behind an address, however it was spelled."""
        return self.filter(owner=owner(address))

    def within(self, domain: str) -> "LetterQuerySet":
        return self.filter(owner__endswith=f"@{domain}")


class Letter(models.Model):
    """One e-mail to one address, written in the transaction that gave reason for it."""

    class State(models.TextChoices):
        QUEUED = "queued", "in attesa"
        SENDING = "sending", "in partenza"
        SENT = "sent", "spedita"
        REFUSED = "refused", "non consegnabile"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.CharField("modello", max_length=100)
    about = models.CharField("riguarda", max_length=100, blank=True, db_index=True)
    to = EmailField("a", db_index=True)
    owner = models.CharField(
        max_length=254, blank=True, db_default="", db_index=True, editable=False
    )
    subject = CharField("oggetto", max_length=200)
    text = TextField("testo", blank=True)
    unsubscribe_url = models.URLField("disiscrizione", max_length=500, blank=True)
    state = models.CharField("stato", max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("tentativi", default=0)
    trouble = models.CharField("ultimo problema", max_length=100, blank=True)
    written_at = models.DateTimeField("scritta il", auto_now_add=True)
    due_at = models.DateTimeField("prossimo tentativo", default=timezone.now)
    started_at = models.DateTimeField("partita il", null=True, blank=True)
    sent_at = models.DateTimeField("spedita il", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "lettera"
        verbose_name_plural = "lettere"
        ordering = ["-written_at"]
        indexes = [models.Index(fields=["state", "due_at"], name="letter_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="letter_sent_has_a_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"

    def claim(self, *, until: datetime) -> bool:
        """Take the letter for sending; False when another worker has it or it is done.

        The condition is in the UPDATE, so of two workers one wins (SQLite and PostgreSQL alike).
        """
        now = timezone.now()
        mine = Letter.objects.unsent().filter(pk=self.pk, due_at__lte=now)
        return bool(
            mine.update(
                state=self.State.SENDING,
                started_at=now,
                due_at=until,
                attempts=F("attempts") + 1,
            )
        )

    def mark_sent(self) -> None:
        """Sent: the words go at once, they may hold a private link; the row goes by retention."""
        self._become(self.State.SENT, sent_at=timezone.now(), text="", trouble="")

    def mark_refused(self, *, because: str) -> None:
        """It never will arrive, or was tried long enough: a person has to look."""
        self._become(self.State.REFUSED, trouble=because)

    def delay(self, *, until: datetime, because: str) -> None:
        self._become(self.State.QUEUED, due_at=until, trouble=because)

    def _become(self, state: "Letter.State", **changes: object) -> None:
        # By UPDATE and not save(): a letter erased meanwhile must not come back.
        Letter.objects.filter(pk=self.pk).update(state=state, **changes)
        for field, value in {"state": state, **changes}.items():
            setattr(self, field, value)


class Appointment(models.Model):
    """When a task of the timetable is due next: the row by which workers agree who does it."""

    task = models.CharField("compito", max_length=200, unique=True)
    due_at = models.DateTimeField("prossima volta", default=timezone.now)

    class Meta:
        verbose_name = "appuntamento"
        verbose_name_plural = "appuntamenti"
        ordering = ["task"]

    def __str__(self) -> str:
        return f"{self.task} {self.due_at:%Y-%m-%d %H:%M}"


def _letters(email: str) -> list[dict]:
    fields = ("template", "subject", "state", "written_at", "sent_at")
    return list(Letter.objects.written_to(email).order_by("written_at").values(*fields))


retention.register(
    Expiry(
        "lettere spedite",
        lambda terms, now: Letter.objects.finished_before(before(now, terms.keep_letters_days)),
    ),
)
held.register(
    held.Holder("lettere", _letters, lambda email: Letter.objects.written_to(email).delete()[0])
)
