"""«Avvisami se questa guida cambia»: one letter per change that has a public note, never two.

What changes again within ten minutes is told in the same letter, so that a slip put right at once
is not a second letter, and what is withdrawn at once is none.
"""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce, Greatest, Lower
from django.utils import timezone
from django_tasks import task

from guides.contributions import opt_in
from guides.contributions.addressed import absolute
from guides.contributions.emails import sent_unasked
from guides.contributions.opt_in import OptIn, OptInQuerySet
from guides.guide.editions import Edition
from guides.guide.models import Guide
from guides.mail import send_letter

SETTLING = timedelta(minutes=10)
LOOKED_BACK = timedelta(days=14)  # a worker may have been still for as long
KEPT_FOR = timedelta(days=14)  # a request that nobody confirmed, an address that said stop
BATCH = 50  # letters in one transaction


class GuideFollowerQuerySet(OptInQuerySet):
    def who_do_not_know(self, changed_at):
        """Those that a change of that moment was not told to, nor had they seen it when asking."""
        told = Coalesce("told_up_to", "asked_at")
        return self.alias(knows=Greatest("asked_at", told)).filter(knows__lt=changed_at)


class GuideFollower(OptIn):
    """An address that asked to be told when a guide changes."""

    link_kind = "guida"
    mailed_view = "confirm_guide_follow"
    first_letter = sent_unasked("guide/emails/follow.txt")
    followed, followed_is = "guide", "guida"

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="followers")
    # When the last change that was told came about.
    told_up_to = models.DateTimeField(null=True, editable=False)

    objects = GuideFollowerQuerySet.as_manager()

    class Meta:
        verbose_name = "chi segue una guida"
        verbose_name_plural = "chi segue le guide"
        constraints = [
            models.UniqueConstraint("guide", Lower("email"), name="follower_follows_a_guide_once")
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}"

    @property
    def followed_name(self) -> str:
        return self.guide.public_title

    def on_confirmed(self) -> None:
        """What changed since it was asked for is told at the next look (`tell_followers`)."""

    def tell(self, changes: list[Edition], edition: Edition) -> None:
        """One letter with the changes that are new to this address, the latest last."""
        knows = max(self.asked_at, self.told_up_to or self.asked_at)
        news = [change for change in changes if change.published_at > knows]
        send_letter(
            "guide/emails/changed.txt",
            to=self.email,
            context={
                "edition": edition,
                "changes": news,
                "place": absolute(edition.get_absolute_url()),
            },
            about=self,
            unsubscribe_url=self.stop_address,
        )
        self.told_up_to = news[-1].published_at


@task()
def tell_followers() -> int:
    """Write to followers of a guide whose changes have settled; return how many letters."""
    written, now = 0, timezone.now()
    for guide_pk in _changed(now):
        while letters := _tell_some(guide_pk, now):
            written += letters
    return written


def _changed(now: datetime) -> list[int]:
    """The guides that somebody is to be told of: a walk over the latest changes only."""
    recent = Edition.objects.with_a_note().filter(
        published_at__range=(now - LOOKED_BACK, now - SETTLING), guide__live__isnull=False
    )
    followers = GuideFollower.objects.reachable().filter(guide=OuterRef("guide"))
    unaware = followers.who_do_not_know(OuterRef("published_at"))
    found = recent.filter(Exists(unaware)).order_by("guide")
    return list(found.values_list("guide", flat=True).distinct())


@transaction.atomic
def _tell_some(guide_pk: int, now: datetime) -> int:
    """The next letters, each with its mark on who had it: a batch is written whole or not."""
    # Who confirms, publishes or withdraws holds the same row.
    rows = Guide.objects.select_for_update(of=("self",)).filter(pk=guide_pk)
    guide = rows.filter(live__published_at__lte=now - SETTLING).select_related("live").first()
    changes = list(guide.editions.with_a_note().order_by("number")) if guide else []
    if not changes:
        return 0
    unaware = guide.followers.reachable().who_do_not_know(changes[-1].published_at)
    followers = list(unaware.order_by("pk")[:BATCH])
    for follower in followers:
        follower.tell(changes, guide.live)
    GuideFollower.objects.bulk_update(followers, ["told_up_to"])
    return len(followers)


opt_in.register(
    GuideFollower,
    called="guide seguite",
    idle="richieste di seguire una guida, mai confermate o fermate",
    idle_for=KEPT_FOR,
)
