"""Following a discussion without writing in it: double opt-in, one click to stop."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from guides.contributions.opt_in import OptIn, OptInQuerySet
from guides.privacy import held
from guides.privacy.retention import Expiry, register

KEPT_FOR = timedelta(days=14)  # a request that nobody confirmed, an address that said stop


class FollowerQuerySet(OptInQuerySet):
    def idle_since(self, moment):
        """Asked for and never confirmed, or stopped, before that moment."""
        never = Q(email_confirmed_at__isnull=True, asked_at__lt=moment)
        return self.filter(never | Q(mail_stopped_at__lt=moment))


class Follower(OptIn):
    """An address that asked to be told of new comments under one page."""

    link_kind = "segui"
    mailed_view = "confirm_follow"
    first_letter = "comments/emails/follow.txt"

    discussion = models.ForeignKey("guides.Discussion", models.CASCADE, related_name="followers")

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = "chi segue una discussione"
        verbose_name_plural = "chi segue le discussioni"
        constraints = [
            models.UniqueConstraint(
                "discussion", Lower("email"), name="follower_follows_a_discussion_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id}"

    def held_data(self) -> dict:
        return {
            "discussione": self.discussion.title,
            "chiesto il": self.asked_at,
            "confermato il": self.email_confirmed_at,
            "non vuole più posta dal": self.mail_stopped_at,
        }


register(
    Expiry(
        "richieste di seguire una discussione, mai confermate o fermate",
        lambda terms, now: Follower.objects.idle_since(now - KEPT_FOR),
    )
)
held.register(
    held.Holder(
        "discussioni seguite",
        lambda email: [follower.held_data() for follower in Follower.objects.of(email)],
        lambda email: Follower.objects.of(email).delete()[0],
    )
)
