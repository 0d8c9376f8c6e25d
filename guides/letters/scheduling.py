"""A publication or a withdrawal of a letter that waits for its moment.

What goes out is an edition frozen when it was asked: a later save changes nothing of it. The moment
is looked for where that of guides is (guides/guide/schedule/carrying.py).
"""

import logging
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, IntegrityError, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from guides.guide.schedule import carrying, emails
from guides.guide.schedule.moment import Moment
from guides.letters.freezing import copied, save_as_next_edition, says_the_same, with_facts_said
from guides.publishing.live_edition import CannotPublish
from guides.text.dates import in_words
from guides.text.fields import TextField

log = logging.getLogger(__name__)

NOTHING_NEW = "La bozza dice già quello che i lettori vedono: non c’è niente da programmare."
NOT_PUBLIC = "La lettera non è pubblicata: non c’è che cosa ritirare."
WITHDRAWN = "Nel frattempo qualcuno ha ritirato la lettera."


class LetterScheduleQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(ended_at=None)

    def due(self):
        return self.waiting().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")

    def failed(self):
        """What did not come to be, and nobody has said to have read."""
        return self.exclude(trouble="").filter(seen_at=None)

    def recall(self, *, by) -> int:
        """Take back those that still wait; 0 when all were done, or taken back, meanwhile."""
        return self.waiting().update(ended_at=timezone.now(), ended_by=by)


class LetterSchedule(models.Model):
    """What waits for its moment: to publish an edition, or to withdraw the letter."""

    letter = models.ForeignKey("guides.FormLetter", models.CASCADE, related_name="schedules")
    edition = models.ForeignKey("guides.LetterEdition", models.CASCADE, related_name="+", null=True)
    due_at = models.DateTimeField("quando (UTC)", db_index=True)
    wall_time = models.CharField("quando, sull’orologio", max_length=16)
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

    objects = LetterScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-pk"]
        verbose_name = "programmazione di una lettera"
        verbose_name_plural = "programmazioni delle lettere"
        constraints = [
            models.UniqueConstraint(
                fields=["letter"],
                condition=Q(ended_at=None, edition__isnull=False),
                name="one_publication_of_a_letter_waits",
            ),
            models.UniqueConstraint(
                fields=["letter"],
                condition=Q(ended_at=None, edition__isnull=True),
                name="one_withdrawal_of_a_letter_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} di «{self.letter}» {self.when}"

    @property
    def what(self) -> str:
        return "pubblicazione" if self.edition_id else "ritiro"

    @property
    def when(self) -> str:
        """ "il 3 dicembre 2026 alle 9:00", on the wall clock that was chosen."""
        wall = datetime.fromisoformat(self.wall_time)
        return f"{in_words(wall.date(), 'il')} {'all’' if wall.hour == 1 else 'alle '}{wall:%-H:%M}"

    @transaction.atomic
    def carry_out(self) -> bool:
        """Do what was asked; False when somebody did it, or took it back, before."""
        letter = self.letter.locked()
        mine = LetterSchedule.objects.due().filter(pk=self.pk).order_by()
        if not mine.update(ended_at=timezone.now(), ended_by=self.asked_by):
            return False
        try:
            with transaction.atomic():
                self._act(letter)
        except CannotPublish as refusal:
            self._fail(" ".join(refusal.obstacles))
        except DatabaseError as error:
            if not isinstance(error, IntegrityError):
                raise  # busy or away: it still waits, and the next look is soon
            self._fail(carrying.UNKNOWN)
        except Exception:
            log.exception("schedule of letter %s failed", self.letter_id)
            self._fail(carrying.UNKNOWN)
        return True

    def _fail(self, trouble: str) -> None:
        self.trouble = trouble
        self.save(update_fields=["trouble"])
        words = f"Non riuscita: {self.what} come programmato. {trouble}"
        carrying.write_down(self.letter, self.asked_by, words)
        context = {"title": self.letter.title, "what": self.what, "when": self.when}
        desk = reverse("admin:guides_formletter_change", args=[self.letter_id])
        emails.tell(self, context, address=f"{desk}#esito")

    def _act(self, letter) -> None:
        if self.edition is None:
            letter.withdraw(by=self.asked_by, because=self.because)
            self._done(f"Ritirata come programmato: {self.because}")
        elif self._was_withdrawn_meanwhile(letter):
            raise CannotPublish([WITHDRAWN])
        else:
            edition = _as_facts_stand_now(self.edition)
            if obstacles := letter.obstacles_to(edition):
                raise CannotPublish(obstacles)
            letter.publish(by=self.asked_by, edition=edition)
            self._done(f"Pubblicata come programmato: {edition.number}ª edizione.")

    def _was_withdrawn_meanwhile(self, letter) -> bool:
        """By a person: one that was itself scheduled is part of the plan."""
        if letter.withdrawn_at is None or letter.withdrawn_at < self.asked_at:
            return False
        planned = letter.schedules.filter(edition=None, trouble="", ended_at__gte=self.asked_at)
        return not planned.filter(ended_at__gte=F("due_at")).exists()

    def _done(self, words: str) -> None:
        carrying.write_down(self.letter, self.asked_by, words)


def _as_facts_stand_now(edition):
    again = with_facts_said(copied(edition))
    if says_the_same(edition, again):
        return edition
    return save_as_next_edition(again, by=edition.published_by, note=edition.note)


class Schedulable(models.Model):
    """What can be published or withdrawn at a moment to come."""

    class Meta:
        abstract = True

    @transaction.atomic
    def schedule_publication(self, *, by, at: Moment, note: str = "") -> LetterSchedule:
        """Freeze the working copy as it stands; at that moment it is what readers see.

        A publication that waited already gives its place to this one. Raises CannotPublish.
        """
        letter = self.locked()
        edition = letter.frozen(by=by, note=note)
        if edition.pk == letter.live_id:
            raise CannotPublish([NOTHING_NEW])
        return letter._schedule(by, at, edition=edition)

    @transaction.atomic
    def schedule_withdrawal(self, *, by, at: Moment, because: str) -> LetterSchedule:
        """At that moment the letter is taken down. Raises CannotPublish."""
        letter = self.locked()
        if not letter.is_public:
            raise CannotPublish([NOT_PUBLIC])
        return letter._schedule(by, at, because=because)

    def _schedule(self, by, at: Moment, *, edition=None, because: str = "") -> LetterSchedule:
        self.schedules.filter(edition__isnull=edition is None).recall(by=by)
        return LetterSchedule.objects.create(
            letter=self,
            edition=edition,
            because=because,
            due_at=at.at,
            wall_time=at.wall.isoformat(timespec="minutes"),
            asked_by=by,
        )


def look() -> None:
    for schedule in LetterSchedule.objects.due().select_related("letter", "edition"):
        schedule.carry_out()


carrying.register(look)
