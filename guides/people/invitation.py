"""A link by which somebody chooses their own password: nobody else ever types it.

Like a reader's private link it is signed and stored nowhere; the row says whether it is still good.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from guides.contributions.links import register_private_prefixes
from guides.mail import send_letter
from guides.pages.once import found_or_made
from guides.record.models import Verb, record
from guides.text.dates import in_words

GOOD_FOR = timedelta(days=7)
_signer = signing.Signer(salt="guides.people.invitation", sep=".")


class Invitation(models.Model):
    """The one link that a person has, or had, to choose a password."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitation", verbose_name="di chi"
    )
    version = models.PositiveIntegerField(default=0)  # a new link ends the one before
    sent_at = models.DateTimeField("mandato il", default=timezone.now)
    used_at = models.DateTimeField("usato il", null=True)
    revoked_at = models.DateTimeField("revocato il", null=True)

    class Meta:
        verbose_name = "invito"
        verbose_name_plural = "inviti"

    def __str__(self) -> str:
        return f"Invito di {self.user}"

    @property
    def is_open(self) -> bool:
        is_over = self.used_at or self.revoked_at or not self.user.is_active
        return not is_over and self.ends_at > timezone.now()

    @property
    def ends_at(self):
        return self.sent_at + GOOD_FOR

    @property
    def path(self) -> str:
        return reverse("admin:invitation", args=[_signer.sign(f"{self.pk}-{self.version}")])

    @transaction.atomic
    def revoke(self, *, by) -> None:
        invitation = Invitation.objects.select_for_update().get(pk=self.pk)
        if invitation.is_open:
            invitation.revoked_at = timezone.now()
            invitation.save(update_fields=["revoked_at"])
            record(Verb.INVITE, by=by, about=invitation.user, note="Invito revocato.")

    @transaction.atomic
    def accept(self, set_password) -> bool:
        """Have `set_password()` called once; False when somebody was quicker or it is over."""
        invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not invitation.is_open or invitation.version != self.version:
            return False
        set_password()
        invitation.used_at = timezone.now()
        invitation.save(update_fields=["used_at"])
        note = "La password è stata scelta con il collegamento ricevuto."
        record(Verb.PASSWORD, by=invitation.user, about=invitation.user, note=note)
        return True


def read(token: str) -> Invitation | None:
    """The invitation of a link that was not altered, whether or not it is still good."""
    try:
        pk, version = (int(part) for part in _signer.unsign(token).split("-"))
    except (signing.BadSignature, ValueError):
        return None
    rows = Invitation.objects.select_related("user")
    return rows.filter(pk=pk, version=version).first()


@transaction.atomic
def invite(user, *, by) -> Invitation:
    """Write to somebody with a new link; one that they had is good no more."""
    found_or_made(Invitation.objects, user=user)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(user=user)
    invitation.version += 1
    invitation.sent_at = timezone.now()
    invitation.used_at = invitation.revoked_at = None
    invitation.save()
    is_new = not user.has_usable_password()
    context = {
        "name": user.first_name or user.get_username(),
        "username": user.get_username(),
        "link": f"{settings.SITE_URL}{invitation.path}",
        "is_new": is_new,
        "until": in_words(invitation.ends_at, "al"),
    }
    send_letter("people/emails/invitation.txt", to=user.email, context=context, about=user)
    what = "Invito" if is_new else "Collegamento per una nuova password"
    record(Verb.INVITE, by=by, about=user, note=f"{what} mandato per e-mail.")
    return invitation


register_private_prefixes("invito")
