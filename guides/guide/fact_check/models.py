"""What somebody outside said of a draft's sections, and the links that let them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from guides.guide.versions.edits import SectionEdit
from guides.privacy import retention
from guides.text.fields import CharField, TextField


class OutsideAnswerQuerySet(models.QuerySet):
    def waiting(self):
        """Errors that nobody has dealt with: those of all guides, the newest first."""
        errors = self.filter(verdict=OutsideAnswer.Verdict.WRONG, handled_at=None)
        return errors.select_related("guide")

    def handle(self, *, by) -> int:
        return self.filter(handled_at=None).update(handled_at=timezone.now(), handled_by=by)

    def with_what_changed_since(self):
        """Each with `is_older`: the section was saved after this person had it in front of them."""
        later = SectionEdit.objects.filter(
            guide=OuterRef("guide"),
            section_uid=OuterRef("section_uid"),
            at__gt=OuterRef("seen_at"),
        )
        return self.annotate(is_older=Exists(later))


class OutsideAnswer(models.Model):
    """One person's word on one section of a draft: for the newsroom, never public."""

    class Verdict(models.TextChoices):
        RIGHT = "conferma", "Confermo"
        WRONG = "errore", "C’è un errore qui"

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="outside_answers")
    section_uid = models.UUIDField("sezione")
    section_title = CharField("titolo della sezione", max_length=140)
    verdict = models.CharField("che cosa dice", max_length=8, choices=Verdict)
    text = TextField("con quali parole", blank=True)
    name = CharField("chi", max_length=80)
    seen_at = models.DateTimeField("aperta il")
    at = models.DateTimeField("arrivata il", default=timezone.now)
    submission_id = models.UUIDField()
    handled_at = models.DateTimeField("gestita il", null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = OutsideAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "pk"]
        verbose_name = "controllo da fuori"
        verbose_name_plural = "controlli da fuori"
        constraints = [
            models.UniqueConstraint(
                fields=["submission_id", "section_uid"], name="one_outside_answer_a_sending"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: «{self.section_title}», {self.name}"


class Shared(models.Model):
    """A draft that signed links show; raising its number revokes all that were given."""

    shared_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def revoke_shared_links(self, *, by) -> None:
        """Whoever holds a link reads nothing from now on; a new one can be given."""
        rows = type(self).objects.filter(pk=self.pk)
        rows.update(shared_version=F("shared_version") + 1)
        self.refresh_from_db(fields=["shared_version"])


retention.register(
    retention.Expiry(
        "controlli da fuori, con il nome di chi li ha fatti",
        lambda terms, now: OutsideAnswer.objects.filter(
            at__lt=now - timedelta(days=terms.keep_decisions_days)
        ),
    )
)
