from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from guides.feedback.votes import VoteReason
from guides.privacy import retention
from guides.text.fields import CharField, TextField


class RemarkQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(handled_at__isnull=True)

    def about(self, section_uid):
        return self.filter(section_uid=section_uid)

    def handle(self, *, by) -> int:
        """Somebody has read them and done what there was to do."""
        return self.waiting().update(handled_at=timezone.now(), handled_by=by)

    def reopen(self) -> int:
        return self.update(handled_at=None, handled_by=None)


class Remark(models.Model):
    """The sentence of a reader whom a section did not help: for the newsroom, never public."""

    edition = models.ForeignKey(
        "guides.Edition", models.CASCADE, related_name="remarks", verbose_name="edizione letta"
    )
    section_uid = models.UUIDField(db_index=True)
    section_title = CharField("sezione", max_length=140)
    reason = models.CharField("perché no", max_length=7, choices=VoteReason)
    text = TextField("che cosa ha scritto")
    # The same sending twice is one remark; another of the same reader is another.
    submission_id = models.UUIDField(unique=True)
    verdict = models.JSONField(default=dict)
    sent_at = models.DateTimeField("arrivata il", default=timezone.now, db_index=True)
    handled_at = models.DateTimeField("gestita il", null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="gestita da",
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = "frase di un lettore"
        verbose_name_plural = "frasi dei lettori"

    def __str__(self) -> str:
        return f"Su «{self.section_title}»"


retention.register(
    retention.Expiry(
        "frasi dei lettori sulle sezioni",
        lambda terms, now: Remark.objects.filter(
            sent_at__lt=now - timedelta(days=terms.keep_rejected_days)
        ),
    )
)
