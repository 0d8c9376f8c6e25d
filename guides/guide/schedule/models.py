"""A publication or a withdrawal of a guide that waits for its moment."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guides.text.dates import in_words
from guides.text.fields import CharField, TextField


class ScheduleQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Schedule.State.WAITING)

    def due(self, now: datetime | None = None):
        return self.waiting().filter(due_at__lte=now or timezone.now())

    def publications(self):
        return self.filter(act=Schedule.Act.PUBLISH)

    def withdrawals(self):
        return self.filter(act=Schedule.Act.WITHDRAW)

    def done(self):
        return self.filter(state=Schedule.State.DONE)

    def next_seven_days(self):
        """What will happen within a week, what is late too; the soonest first."""
        week = timezone.now() + timedelta(days=7)
        return self.waiting().filter(due_at__lte=week).soonest_first()

    def failed(self):
        """What did not come to be, and nobody has said to have read; the newest first."""
        missed = self.filter(state=Schedule.State.FAILED, seen_at=None)
        return missed.select_related("guide", "asked_by").order_by("-ended_at")

    def soonest_first(self):
        return self.select_related("guide__live", "asked_by", "kept").order_by("due_at", "pk")

    def recall(self, *, by, because: str = "") -> int:
        """Take back those that still wait; 0 when all were done, or taken back, meanwhile."""
        now, state = timezone.now(), Schedule.State.RECALLED
        return self.waiting().update(state=state, ended_at=now, ended_by=by, trouble=because)

    def mark_seen(self) -> int:
        return self.failed().order_by().update(seen_at=timezone.now())


class Schedule(models.Model):
    """What will be done to a guide at a moment, with the words frozen when it was asked."""

    class Act(models.TextChoices):
        PUBLISH = "pubblica", "Pubblicazione"
        WITHDRAW = "ritira", "Ritiro"

    class State(models.TextChoices):
        WAITING = "attesa", "in attesa"
        DONE = "fatta", "fatta"
        RECALLED = "annullata", "annullata"
        FAILED = "mancata", "non riuscita"

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="schedules")
    act = models.CharField("che cosa", max_length=8, choices=Act)
    state = models.CharField("stato", max_length=9, choices=State, default=State.WAITING)
    # What goes out, as it was when it was asked: a later save of the guide changes nothing of it.
    kept = models.ForeignKey("guides.KeptDraft", models.CASCADE, related_name="+", null=True)
    due_at = models.DateTimeField("quando (UTC)")
    wall_time = models.CharField("quando, sull’orologio", max_length=16)
    zone = models.CharField("fuso", max_length=50)
    note = CharField("che cosa è cambiato", max_length=300, blank=True)
    internal_note = CharField("nota per la redazione", max_length=300, blank=True)
    because = TextField("perché si ritira", blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField("chiesta il", default=timezone.now)
    ended_at = models.DateTimeField("finita il", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    trouble = TextField("perché no", blank=True)
    seen_at = models.DateTimeField("letta il", null=True)
    edition = models.ForeignKey("guides.Edition", models.SET_NULL, null=True, related_name="+")

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-pk"]
        verbose_name = "programmazione"
        verbose_name_plural = "programmazioni"
        indexes = [models.Index(fields=["state", "due_at"], name="schedule_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "act"], condition=Q(state="attesa"), name="one_schedule_an_act"
            ),
            models.CheckConstraint(
                condition=Q(act="ritira", kept__isnull=True)
                | Q(act="pubblica", kept__isnull=False),
                name="schedule_publishes_something",
            ),
            models.CheckConstraint(
                condition=Q(state="attesa", ended_at__isnull=True)
                | (~Q(state="attesa") & Q(ended_at__isnull=False)),
                name="schedule_ended_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} di «{self.guide}» {self.when('il')}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def publishes(self) -> bool:
        return self.act == self.Act.PUBLISH

    def when(self, article: str) -> str:
        """ "dal 3 dicembre 2026 alle 9:00", on the wall clock that was chosen."""
        wall = datetime.fromisoformat(self.wall_time)
        return f"{in_words(wall.date(), article)} {_at(wall)}"

    @property
    def when_il(self) -> str:
        return self.when("il")

    @property
    def sentence(self) -> str:
        """What will happen, and what readers see until then."""
        if not self.publishes:
            return f"Sul sito fino a quando la ritiriamo: {self.when('il')}, ora italiana."
        if live := self.guide.live:
            return (
                f"Nuova versione online {self.when('dal')}, ora italiana: oggi i lettori "
                f"vedono ancora la {live.number}ª edizione."
            )
        return f"Online {self.when('dal')}, ora italiana: oggi non è ancora visibile."

    @property
    def is_of_older_words(self) -> bool:
        """The working copy was saved after this was asked: the frozen words go out all the same."""
        return self.kept is not None and self.guide.revision > self.kept.revision


def _at(wall: datetime) -> str:
    article = "all’" if wall.hour == 1 else "alle "
    return f"{article}{wall.hour}:{wall:%M}"
