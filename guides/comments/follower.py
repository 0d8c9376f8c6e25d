"""Following a discussion without writing in it: double opt-in, one click to stop."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Lower

from guides.comments import emails
from guides.contributions import opt_in
from guides.contributions.emails import sent_unasked
from guides.contributions.opt_in import OptIn, OptInQuerySet

KEPT_FOR = timedelta(days=14)  # a request that nobody confirmed, an address that said stop


class Follower(OptIn):
    """An address that asked to be told of new comments under one page."""

    link_kind = "segui"
    mailed_view = "confirm_follow"
    first_letter = sent_unasked("comments/emails/follow.txt")
    followed, followed_is = "discussion", "discussione"

    discussion = models.ForeignKey("guides.Discussion", models.CASCADE, related_name="followers")

    objects = OptInQuerySet.as_manager()

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

    def on_confirmed(self) -> None:
        """One letter, about the last of the comments that came in the meantime."""
        since = self.discussion.all_comments.approved().filter(decided_at__gt=self.asked_at)
        others = since.exclude(author_email__iexact=self.email)
        if comment := others.order_by("decided_at").last():
            emails.new_comment(self, comment)


opt_in.register(
    Follower,
    called="discussioni seguite",
    idle="richieste di seguire una discussione, mai confermate o fermate",
    idle_for=KEPT_FOR,
)
