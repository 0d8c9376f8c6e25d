"""Following a discussion without writing in it: double opt-in, one click to stop."""

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from guides.contributions.addressed import Addressed, AddressedQuerySet
from guides.contributions.emails import send_first_letter


class FollowerQuerySet(AddressedQuerySet):
    def never_confirmed_before(self, moment):
        return self.filter(email_confirmed_at__isnull=True, asked_at__lt=moment)


class Follower(Addressed):
    """An address that asked to be told of new comments under one page."""

    link_kind = "segui"
    mailed_view = "confirm_follow"

    discussion = models.ForeignKey("guides.Discussion", models.CASCADE, related_name="followers")
    email = models.EmailField("e-mail")
    email_confirmed_at = models.DateTimeField("confermato il", null=True, editable=False)
    asked_at = models.DateTimeField("chiesto il", default=timezone.now)

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

    @property
    def address(self) -> str:
        return self.email

    @classmethod
    def ask(cls, discussion, *, email: str) -> None:
        """Somebody typed this address: unless it follows already, ask its owner by mail."""
        follower = cls.objects.filter(discussion=discussion, email__iexact=email).first()
        if follower is None:
            follower = cls.objects.create(discussion=discussion, email=email)
        if not follower.is_reachable:
            send_first_letter(follower, "comments/emails/follow.txt")

    def confirm(self) -> None:
        """The owner of the mailbox wants it."""
        self.email_confirmed_at = self.email_confirmed_at or timezone.now()
        self.mail_stopped_at = None
        self.save(update_fields=["email_confirmed_at", "mail_stopped_at"])
