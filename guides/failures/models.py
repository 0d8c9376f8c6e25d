"""A group of errors: the same kind at the same place."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from guides.failures import emails
from guides.mail import can_be_written_to
from guides.pages.once import found_or_made
from guides.privacy import retention
from guides.privacy.retention import Expiry, before

QUIET = timedelta(hours=1)  # between two letters about one group
MOST_LETTERS = (
    12  # groups told of in an hour: a release that breaks everything is one piece of news
)
KEPT_DAYS = 90


class FailureQuerySet(models.QuerySet):
    @transaction.atomic
    def note(self, *, key: str, what: str, where: str, times: int, number: str) -> None:
        """Count `times` more of a group; `number` is the id of one request that met it."""
        made = {"what": what[:300], "where": where[:300]}
        row = found_or_made(self, key=key, made=made)[0]
        seen = {"times": F("times") + times, "last_at": timezone.now(), "request_id": number[:32]}
        self.filter(pk=row.pk).update(**seen)

    def to_be_told(self, now: datetime) -> "FailureQuerySet":
        quiet = Q(told_at__isnull=True) | Q(told_at__lte=now - QUIET)
        return self.filter(quiet, times__gt=F("told_times")).order_by("pk")

    def told_since(self, moment: datetime) -> "FailureQuerySet":
        return self.filter(told_at__gt=moment)

    def tell(self) -> int:
        """Write to the administrators about what is due; return of how many groups.

        The first time at once, then at most once an hour, with how often it happened meanwhile.
        """
        now = timezone.now()
        room = max(MOST_LETTERS - self.told_since(now - QUIET).count(), 0)
        return sum(failure.tell(now) for failure in self.to_be_told(now)[:room])


class Failure(models.Model):
    """Errors of one kind at one place of the code, without their words: no data of anybody."""

    key = models.CharField(max_length=64, unique=True)
    what = models.CharField("che cosa", max_length=300)
    where = models.CharField("dove", max_length=300)
    request_id = models.CharField("l’ultima richiesta", max_length=32, blank=True)
    first_at = models.DateTimeField("la prima volta", default=timezone.now)
    last_at = models.DateTimeField("l’ultima volta", default=timezone.now, db_index=True)
    times = models.PositiveBigIntegerField("volte", default=0)
    told_at = models.DateTimeField("detto il", null=True, blank=True)
    told_times = models.PositiveBigIntegerField("volte già dette", default=0)

    objects = FailureQuerySet.as_manager()

    class Meta:
        verbose_name = "errore del sito"
        verbose_name_plural = "errori del sito"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(told_times__lte=F("times")), name="failure_told_is_counted"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} in {self.where}"

    @transaction.atomic
    def tell(self, now: datetime) -> bool:
        """Of several who try, one writes."""
        untold = Failure.objects.to_be_told(now).order_by().filter(pk=self.pk)
        if not untold.update(told_at=now, told_times=F("times")):
            return False
        self.refresh_from_db()
        for person in administrators():
            emails.failed(person, self)
        return True


def administrators():
    """Who can do something about it: the desk's superusers with an address that works."""
    people = get_user_model().objects.filter(is_superuser=True, is_active=True)
    return [person for person in people if can_be_written_to(person.email)]


@task()
def tell_administrators() -> int:
    """By the clock: what happened since a group's last letter, though it happens no more."""
    return Failure.objects.tell()


retention.register(
    Expiry(
        "errori del sito",
        due=lambda terms, now: Failure.objects.filter(last_at__lt=before(now, KEPT_DAYS)),
    )
)
