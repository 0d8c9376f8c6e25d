"""What was decided so far about those who write, known by a hash of their address only."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.crypto import salted_hmac

from guides.moderation.states import State
from guides.pages.once import found_or_made
from guides.text.addresses import mailbox

COUNTED = {State.APPROVED: "approved", State.REJECTED: "rejected", State.SPAM: "spam"}


def author_key(email: str) -> str:
    """32 hexadecimal digits that stand for an address, "" for none."""
    email = mailbox(email)
    if not email:
        return ""
    salt, secret = "guides.moderation.author", settings.ADDRESS_KEY
    return salted_hmac(salt, email, secret, algorithm="sha256").hexdigest()[:32]


class ContributorQuerySet(models.QuerySet):
    def tally(self, key: str | None, *, left: str, entered: str) -> None:
        """Count that a contribution of this author left a state and entered another."""
        changes = {}
        if left in COUNTED:
            changes[COUNTED[left]] = F(COUNTED[left]) - 1
        if entered in COUNTED:
            changes[COUNTED[entered]] = F(COUNTED[entered]) + 1
        if changes:
            self.filter(key=key).update(**changes)

    def known_as(self, email: str) -> "Contributor | None":
        """The row of an address, made when it is new; None without an address."""
        key = author_key(email)
        return found_or_made(self, key=key)[0] if key else None

    def of(self, email: str) -> "Contributor":
        """The standing of an address: all zeroes when nothing was decided yet."""
        key = author_key(email)
        return (key and self.filter(key=key).first()) or Contributor(key=key)


class Contributor(models.Model):
    """How often an author was published, rejected or taken for spam."""

    key = models.CharField(max_length=32, primary_key=True)
    approved = models.PositiveIntegerField("pubblicati", default=0)
    rejected = models.PositiveIntegerField("non pubblicati", default=0)
    spam = models.PositiveIntegerField("spam", default=0)

    objects = ContributorQuerySet.as_manager()

    class Meta:
        verbose_name = "storia di un autore"
        verbose_name_plural = "storie degli autori"

    def __str__(self) -> str:
        """«1 pubblicato, 2 non pubblicati, 3 spam», without the zeroes."""
        counted = [
            (self.approved, "pubblicato" if self.approved == 1 else "pubblicati"),
            (self.rejected, "non pubblicato" if self.rejected == 1 else "non pubblicati"),
            (self.spam, "spam"),
        ]
        return ", ".join(f"{number} {word}" for number, word in counted if number) or "niente"

    @property
    def is_new(self) -> bool:
        return not (self.approved or self.rejected or self.spam)

    def is_trusted(self, *, after: int) -> bool:
        """True with `after` contributions published and none rejected or spam."""
        return self.approved >= after and not self.rejected and not self.spam
