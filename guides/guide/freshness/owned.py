"""Who looks after a guide and by when it must be read again: for the newsroom, not for readers."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from guides.text.day_field import is_a_sane_day

CARE = ("owner", "review_by")


class OwnedQuerySet(models.QuerySet):
    def past_review(self):
        """Those whose day to be read again has gone by; a withdrawn one misleads nobody."""
        past = self.filter(review_by__lt=timezone.localdate(), withdrawn_at__isnull=True)
        return past.order_by("review_by", "sort_key")


class Owned(models.Model):
    """What somebody looks after."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chi la segue",
        help_text="Riceve una lettera la settimana, solo quando c’è qualcosa da guardare.",
    )
    review_by = models.DateField(
        "da rivedere entro",
        null=True,
        blank=True,
        help_text="Dal giorno dopo la guida è fra il lavoro da fare. I lettori non lo vedono.",
    )

    class Meta:
        abstract = True
        constraints = [is_a_sane_day("review_by", name="guide_review_by_a_sane_day")]

    def revise_care(self) -> None:
        """Count a save that touched nothing of what is read: what was published, or approved
        by a colleague, still is."""
        before = self.revision
        self.revise()
        if self.published_revision >= before:
            self.published_revision = self.revision
            self.save(update_fields=["published_revision"])
        self.reviews.filter(revision=before).update(revision=F("revision") + 1)


def may_own(now=None) -> models.QuerySet:
    """Who may be given something to look after: who works here, and who has it `now`."""
    works_here = Q(is_staff=True, is_active=True)
    people = get_user_model().objects.filter(works_here | Q(pk=now))
    return people.order_by("first_name", "username")


def name_of(person) -> str:
    return person.get_full_name() or person.get_username()
