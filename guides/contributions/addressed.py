"""An e-mail address that somebody typed, and what we may do with it."""

from urllib.parse import urljoin

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from guides.contributions.links import Purpose, token_for
from guides.pages.once import found_or_made
from guides.privacy import erasures
from guides.text.addresses import mailbox

STOPPED, RESTARTED, NEVER = "basta lettere", "di nuovo lettere", "mai più lettere"


class AddressedQuerySet(models.QuerySet):
    def reachable(self):
        """Those we may write to: confirmed, and not told to stop."""
        return self.filter(email_confirmed_at__isnull=False, mail_stopped_at__isnull=True)

    def unreachable(self):
        return self.filter(Q(email_confirmed_at__isnull=True) | Q(mail_stopped_at__isnull=False))


class Addressed(models.Model):
    """Has an address that is written to only once its owner confirmed it, until they say stop.

    The model has `email_confirmed_at` and says what its `address` is.
    """

    link_kind = ""  # the word for this model in its links: lower-case letters
    mailed_view = "receipt"  # what its letters lead to

    mail_stopped_at = models.DateTimeField("non vuole più posta dal", null=True, editable=False)
    link_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """The e-mail address that was typed, "" when none was."""
        raise NotImplementedError

    @property
    def is_reachable(self) -> bool:
        return bool(self.address and self.email_confirmed_at and not self.mail_stopped_at)

    @property
    def can_be_asked_to_confirm(self) -> bool:
        """False for an address that told us never to write again."""
        return bool(self.address) and not RefusedAddress.objects.refuses(self.address)

    @property
    def private_path(self) -> str:
        """Where the sender sees and changes what they sent."""
        return reverse("receipt", args=[self._token(Purpose.SENDER)])

    @property
    def mailed_address(self) -> str:
        """The private link as it goes by mail: opening it can confirm the address."""
        return absolute(reverse(self.mailed_view, args=[self._token(Purpose.MAILBOX)]))

    @property
    def stop_address(self) -> str:
        """Where one POST, from a mail program too, stops the letters (RFC 8058)."""
        return absolute(reverse("stop_mail", args=[self._token(Purpose.STOP)]))

    def stop_mail(self) -> None:
        """No more letters about this; an address that never confirmed gets none about anything."""
        if self.address and not self.email_confirmed_at:
            found_or_made(RefusedAddress.objects, key=address_key(self.address))
            erasures.note(NEVER, key=address_key(self.address))
        rows = type(self).objects.filter(pk=self.pk, mail_stopped_at__isnull=True)
        rows.update(mail_stopped_at=timezone.now())
        erasures.note(STOPPED, self.link_kind, self.pk)
        self.refresh_from_db()

    def restart_mail(self) -> None:
        type(self).objects.filter(pk=self.pk).update(mail_stopped_at=None)
        erasures.note(RESTARTED, self.link_kind, self.pk)
        self.refresh_from_db()

    def revoke_links(self) -> None:
        """Every link given out so far stops working."""
        type(self).objects.filter(pk=self.pk).update(link_version=F("link_version") + 1)
        self.refresh_from_db()

    def _token(self, purpose: Purpose) -> str:
        return token_for(self.link_kind, self.pk, self.link_version, purpose)


class RefusedAddressQuerySet(models.QuerySet):
    def refuses(self, email: str) -> bool:
        return self.filter(key=address_key(email)).exists()


class RefusedAddress(models.Model):
    """An address whose owner said "it was not me": never written to again; kept as a hash."""

    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    objects = RefusedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "indirizzo che non vuole posta"
        verbose_name_plural = "indirizzi che non vogliono posta"
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="refused_address_is_somebodys")
        ]

    def __str__(self) -> str:
        return self.key[:8]


def address_key(email: str) -> str:
    """64 hexadecimal digits that stand for an address."""
    salt = "guides.contributions.refused"
    secret = settings.ADDRESS_KEY
    return salted_hmac(salt, mailbox(email), secret, algorithm="sha256").hexdigest()


def absolute(path: str) -> str:
    return urljoin(settings.SITE_URL + "/", path)
