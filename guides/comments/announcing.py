"""Telling who follows: however many they are, publishing a comment costs the same.

The approval writes to those the comment speaks to and leaves an Announcement. The worker takes it
up after the commit and writes the letters some at a time; each batch is one transaction with the
mark of how far it came, so a worker that dies loses no letter and writes none twice.
"""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from guides.comments import emails
from guides.contributions.addressed import address_key
from guides.privacy import retention

BATCH = 50  # letters in one transaction: nobody who writes to us has to wait for it
GRACE = timedelta(minutes=1)  # before an announcement is thought to be forgotten
KEPT_FOR = timedelta(days=14)  # of a comment that was taken down before everybody was told


class Announcement(models.Model):
    """A comment that followers are being told of; gone when all of them were."""

    comment = models.OneToOneField("guides.Comment", models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    told_directly = models.JSONField(default=list)  # hashes of addresses that had another letter
    reached = models.BigIntegerField(default=0)  # the last follower that was written to

    class Meta:
        verbose_name = "annuncio di un commento"
        verbose_name_plural = "annunci di commenti"

    def __str__(self) -> str:
        return f"{self.comment_id}"


def announce(comment) -> None:
    """Write to everybody concerned, once for each address and once for each comment.

    The caller holds the row of the discussion (see OptIn.confirm).
    """
    written = {comment.author_email.lower()}
    for addressed, template in emails.directly_concerned(comment):
        address = addressed.address.lower()
        if addressed.is_reachable and address not in written:
            written.add(address)
            emails.send(addressed, template, comment)
    hashes = sorted(address_key(address) for address in written if address)
    Announcement.objects.create(comment=comment, told_directly=hashes)
    comment.announced_at = timezone.now()
    comment.save(update_fields=["announced_at"])
    notify_followers.enqueue(comment.pk)


@task()
def notify_followers(comment_pk: int) -> int:
    """Write to all who follow the discussion; return how many letters."""
    written = 0
    while (letters := _notify_some(comment_pk)) is not None:
        written += letters
    return written


@task()
def resume() -> int:
    """Take up again what a killed worker left half-way; return how many announcements."""
    if DBTaskResult.objects.ready().filter(task_path=notify_followers.module_path).exists():
        return 0  # the worker is merely behind
    late = Announcement.objects.filter(begun_at__lt=timezone.now() - GRACE)
    comments = Announcement._meta.get_field("comment").related_model.objects
    left = late.filter(comment__in=comments.approved()).values_list("comment_id", flat=True)[:500]
    for comment_pk in left:
        notify_followers.enqueue(comment_pk)
    return len(left)


@transaction.atomic
def _notify_some(comment_pk: int) -> int | None:
    """The next letters and the mark of how far they came; None when there are no more."""
    rows = Announcement.objects.select_for_update(of=("self",)).filter(comment=comment_pk)
    one = rows.select_related("comment__discussion").first()
    if one is None or not one.comment.is_public:
        return None
    followers = list(_to_be_told(one))
    for follower in followers:
        if address_key(follower.address) not in one.told_directly:
            emails.new_comment(follower, one.comment)
    if len(followers) < BATCH:
        one.delete()
        return len(followers) or None
    one.reached = followers[-1].pk
    one.save(update_fields=["reached"])
    return len(followers)


def _to_be_told(one: Announcement):
    """Who confirmed later was told by the confirmation itself."""
    waiting = one.comment.discussion.followers.reachable().filter(pk__gt=one.reached)
    return waiting.filter(email_confirmed_at__lte=one.begun_at).order_by("pk")[:BATCH]


retention.register(
    retention.Expiry(
        "annunci di commenti tolti prima della fine",
        lambda terms, now: Announcement.objects.filter(begun_at__lt=now - KEPT_FOR),
    )
)
