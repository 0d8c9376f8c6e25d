"""Following a discussion without writing in it: double opt-in, one click to stop."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from guides.contributions.addressed import Addressed, AddressedQuerySet
from guides.contributions.emails import send_first_letter
from guides.moderation import held
from guides.moderation.forgetting import Expiry, register

KEPT_FOR = timedelta(days=14)  # a request that nobody confirmed, an address that said stop


class FollowerQuerySet(AddressedQuerySet):
    def idle_since(self, moment):
        """Asked for and never confirmed, or stopped, before that moment."""
        never = Q(email_confirmed_at__isnull=True, asked_at__lt=moment)
        return self.filter(never | Q(mail_stopped_at__lt=moment))

    def of(self, email: str):
        return self.filter(email__iexact=email.strip())


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
        follower = cls.objects.of(email).filter(discussion=discussion).first()
        if follower is None:
            follower = cls.objects.create(discussion=discussion, email=email)
        if not follower.is_reachable:
            send_first_letter(follower, "comments/emails/follow.txt")

    def confirm(self) -> None:
        """The owner of the mailbox wants it."""
        self.email_confirmed_at = self.email_confirmed_at or timezone.now()
        self.mail_stopped_at = None
        self.save(update_fields=["email_confirmed_at", "mail_stopped_at"])

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
