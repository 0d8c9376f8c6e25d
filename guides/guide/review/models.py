"""What a colleague was asked to read, and what they said."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from guides.guide.review import emails
from guides.text.fields import CharField, TextField

OWN = "L’hai chiesta tu: la approva o la rimanda un’altra persona."
DECIDED = "Questa revisione è già finita: guarda com’è adesso."
CHANGED = (
    "La bozza è cambiata da quando è stata chiesta la revisione: rileggi quello che c’è adesso, o "
    "fatti chiedere una revisione nuova."
)


class CannotDecide(Exception):
    """Why this person cannot decide on this review now: its message is an Italian sentence."""


class ReviewQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Review.State.ASKED)

    def approved(self):
        return self.filter(state=Review.State.APPROVED)

    def asked_of(self, person):
        return self.filter(asked_of=person).select_related("guide", "asked_by")

    def asked_by(self, person):
        return self.filter(asked_by=person).select_related("guide", "asked_of", "decided_by")

    def sent_back(self):
        """With notes that nobody has answered by asking again or publishing."""
        newer = Review.objects.filter(guide=OuterRef("guide"), pk__gt=OuterRef("pk"))
        unpublished = Q(guide__published_revision__lt=F("guide__revision"))
        return self.filter(unpublished, ~Exists(newer), state=Review.State.SENT_BACK)


class Review(models.Model):
    """One request to read a draft, from one person to another."""

    class State(models.TextChoices):
        ASKED = "chiesta", "chiesta"
        APPROVED = "approvata", "approvata"
        SENT_BACK = "rimandata", "rimandata con note"
        DROPPED = "lasciata", "lasciata per un’altra"

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="reviews")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField("chiesta il", default=timezone.now)
    note = TextField("che cosa guardare", blank=True)
    # The working copy's count of saves that is to be read; who asked may go on writing.
    revision = models.PositiveIntegerField("revisione")
    state = models.CharField("stato", max_length=9, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField("decisa il", null=True)
    answer = TextField("risposta", blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = "revisione"
        verbose_name_plural = "revisioni"
        constraints = [
            models.UniqueConstraint(
                fields=["guide"], condition=Q(state="chiesta"), name="one_review_waits_a_guide"
            )
        ]

    def __str__(self) -> str:
        return f"Revisione di «{self.guide}», {self.get_state_display()}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.ASKED

    def can_be_decided_by(self, person) -> bool:
        return self.is_waiting and person.pk != self.asked_by_id

    @transaction.atomic
    def approve(self, *, by, revision: int, answer: str = "") -> None:
        """`by` has read `revision` and finds it good. Raises CannotDecide."""
        latest = self._decide(self.State.APPROVED, by, answer)
        if not revision == latest == self.revision:
            raise CannotDecide(CHANGED)
        emails.approved(self)

    @transaction.atomic
    def send_back(self, *, by, notes: list[tuple], answer: str = "") -> None:
        """Back to its author, with (uid, title, text) for each section. Raises CannotDecide."""
        self._decide(self.State.SENT_BACK, by, answer)
        ReviewNote.objects.bulk_create(
            ReviewNote(review=self, section_uid=uid, section_title=title[:140], text=text)
            for uid, title, text in notes
        )
        emails.sent_back(self)

    def _decide(self, state: str, by, answer: str) -> int:
        """Take the decision unless somebody did; the guide's revision, which nobody changes now."""
        guides = type(self.guide).objects.select_for_update(of=("self",))
        latest = guides.get(pk=self.guide_id).revision
        if by.pk == self.asked_by_id:
            raise CannotDecide(OWN)
        said = {"decided_by": by, "decided_at": timezone.now(), "answer": answer}
        if not Review.objects.waiting().filter(pk=self.pk).update(state=state, **said):
            raise CannotDecide(DECIDED)
        self.refresh_from_db()
        return latest


class ReviewNote(models.Model):
    """What a reviewer said of one section."""

    review = models.ForeignKey("guides.Review", models.CASCADE, related_name="notes")
    section_uid = models.UUIDField("sezione")
    section_title = CharField("titolo della sezione", max_length=140)
    text = TextField("nota")

    class Meta:
        ordering = ["pk"]
        verbose_name = "nota di una revisione"
        verbose_name_plural = "note delle revisioni"

    def __str__(self) -> str:
        return f"Su «{self.section_title}»"
