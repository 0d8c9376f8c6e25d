"""An address that asked to be told of something: written to only once its owner said yes."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from guides.contributions.addressed import Addressed, AddressedQuerySet
from guides.contributions.emails import send_first_letter
from guides.pages.once import found_or_made
from guides.privacy import held, retention
from guides.text.fields import EmailField

ASKED_AGAIN_AFTER = timedelta(minutes=10)  # a second click is not a second request
FOLLOWED_FOR = timedelta(days=730)  # the templates say «due anni»


class OptInQuerySet(AddressedQuerySet):
    def of(self, email: str):
        return self.filter(email__iexact=email.strip())

    def idle_since(self, moment: datetime):
        """Asked for and never confirmed, or stopped, before that moment."""
        never = Q(email_confirmed_at__isnull=True, asked_at__lt=moment)
        return self.filter(never | Q(mail_stopped_at__lt=moment))

    def confirmed_before(self, moment: datetime):
        return self.filter(email_confirmed_at__lt=moment)


class OptIn(Addressed):
    """Double opt-in: typed by somebody, confirmed from the mailbox, stopped with one click."""

    first_letter = ""  # the template of what asks the owner
    followed = ""  # the field of what it wants to be told of
    followed_is = ""  # the same in Italian, for people who ask what we hold

    email = EmailField("e-mail")
    email_confirmed_at = models.DateTimeField("confermato il", null=True, editable=False)
    asked_at = models.DateTimeField("chiesto il", default=timezone.now)

    objects = OptInQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        return self.email

    @classmethod
    @transaction.atomic
    def ask(cls, *, email: str, **about) -> None:
        """Somebody typed this address: unless it is written to already, ask its owner by mail.

        The same work is done for every address, or the time of the answer would tell who follows.
        """
        email, now = email.strip(), timezone.now()
        row, is_new = found_or_made(
            cls.objects.all(), email__iexact=email, made={"email": email}, **about
        )
        again = cls.objects.unreachable().filter(pk=row.pk, asked_at__lt=now - ASKED_AGAIN_AFTER)
        is_wanted = is_new or bool(again.update(asked_at=now))
        send_first_letter(row, cls.first_letter, is_wanted=is_wanted)

    @transaction.atomic
    def confirm(self) -> None:
        """The owner of the mailbox wants it; what happened since it was asked for is told now."""
        # Who tells everybody holds the same row: this address is told by one of the two.
        field = self._meta.get_field(self.followed)
        rows = field.related_model.objects.select_for_update(of=("self",))
        rows.get(pk=getattr(self, field.attname))
        now = timezone.now()
        mine = type(self).objects.unreachable().filter(pk=self.pk)
        if mine.update(email_confirmed_at=now, mail_stopped_at=None):
            self.refresh_from_db()
            self.on_confirmed()

    def on_confirmed(self) -> None:
        """Tell what was published between the request and the confirmation."""
        raise NotImplementedError

    @property
    def followed_name(self) -> str:
        return str(getattr(self, self.followed))

    def held_data(self) -> dict:
        """What we hold of it, ready for JSON."""
        return {
            self.followed_is: self.followed_name,
            "chiesto il": self.asked_at,
            "confermato il": self.email_confirmed_at,
            "non vuole più posta dal": self.mail_stopped_at,
        }


def register(model: type[OptIn], *, called: str, idle: str, idle_for: timedelta) -> None:
    """Every follower has an end: when nobody confirms, when told to stop, and after two years.

    `called` and `idle` name them, in Italian, to the administrator.
    """
    rows = model.objects
    retention.register(
        retention.Expiry(idle, lambda terms, now: rows.idle_since(now - idle_for)),
        retention.Expiry(
            f"{called}, dopo due anni", lambda terms, now: rows.confirmed_before(now - FOLLOWED_FOR)
        ),
    )
    held.register(
        held.Holder(
            called,
            lambda email: [follower.held_data() for follower in rows.of(email)],
            lambda email: rows.of(email).delete()[0],
        )
    )
