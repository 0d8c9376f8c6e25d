"""An address that asked to be told of something: written to only once its owner said yes."""

from django.db import models
from django.utils import timezone

from guides.contributions.addressed import Addressed, AddressedQuerySet
from guides.contributions.emails import send_first_letter
from guides.text.fields import EmailField


class OptInQuerySet(AddressedQuerySet):
    def of(self, email: str):
        return self.filter(email__iexact=email.strip())


class OptIn(Addressed):
    """Double opt-in: typed by somebody, confirmed from the mailbox, stopped with one click."""

    first_letter = ""  # the template of what asks the owner

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
    def ask(cls, *, email: str, **about) -> None:
        """Somebody typed this address: unless it is written to already, ask its owner by mail."""
        row = cls.objects.of(email).filter(**about).first()
        if row is None:
            row = cls.objects.create(email=email, **about)
        if not row.is_reachable:
            send_first_letter(row, cls.first_letter)

    def confirm(self) -> None:
        """The owner of the mailbox wants it."""
        self.email_confirmed_at = self.email_confirmed_at or timezone.now()
        self.mail_stopped_at = None
        self.save(update_fields=["email_confirmed_at", "mail_stopped_at"])
