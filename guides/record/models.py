"""Rows that a trigger keeps as they were written (migration 0025): no UPDATE, no TRUNCATE, and no
DELETE within five years. So who acted and on what stand here as words and numbers, not as keys of
other tables, whose deletion would have to change these rows.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guides.privacy import held, retention
from guides.privacy.retention import Expiry
from guides.text.dates import in_words
from guides.text.fields import CharField, TextField

# The trigger lets a row go after five years by the database's calendar: never earlier than this.
KEPT_FOR = timedelta(days=5 * 366)
BY_ITSELF = "il sito, da solo"


class Verb(models.TextChoices):
    ADD = "add", "aggiunto"
    CHANGE = "change", "cambiato"
    DELETE = "delete", "eliminato"
    INVITE = "invite", "invito"
    PASSWORD = "password", "password"
    SECOND_FACTOR = "second factor", "secondo fattore"
    SESSIONS = "sessions", "sessioni chiuse"
    WITHDRAW = "withdraw", "ritirato dal sito"
    ERASE = "erase", "dati cancellati"
    EXPORT = "export", "esportazione"
    IMPORT = "import", "importazione"
    BACKUP = "backup", "copia di sicurezza"
    RESTORE = "restore", "ripristino"


class AdministrativeAct(models.Model):
    """One act of an administrator, or of a command; never changed afterwards."""

    at = models.DateTimeField("quando", default=timezone.now, db_index=True)
    actor_key = models.BigIntegerField("numero di chi", null=True)  # outlives the account
    actor_name = CharField("chi", max_length=330)
    verb = models.CharField("atto", max_length=20, choices=Verb)
    kind = CharField("che cosa", max_length=100, blank=True)  # as a model is called at the desk
    about_key = CharField("numero", max_length=40, blank=True)
    about_name = CharField("quale", max_length=200, blank=True)
    before = models.JSONField("prima", default=dict)  # {what: value}
    after = models.JSONField("dopo", default=dict)
    note = TextField("nota", blank=True)

    class Meta:
        verbose_name = "atto amministrativo"
        verbose_name_plural = "registro degli atti"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(actor_name=""), name="act_says_who"),
        ]

    def __str__(self) -> str:
        about = f": {self.kind} «{self.about_name}»" if self.about_name else f": {self.kind}"
        what = f"{self.get_verb_display()}{about if self.kind else ''}"
        return f"{what[:1].upper()}{what[1:]} — {self.actor_name}, {in_words(self.at)}"


def record(
    verb: Verb,
    *,
    by=None,
    command: str = "",
    about: models.Model | None = None,
    name: str | None = None,
    kind: str = "",
    before: dict | None = None,
    after: dict | None = None,
    note: str = "",
) -> AdministrativeAct:
    """Write an act, within the transaction of what it tells.

    Who: `by` an account, or else the `command` that did it. On what: `about` a row, called `name`
    (as the row calls itself; "" where its words are a reader's), or a `kind` alone. `before` and
    `after` are {what: value} ready for JSON: no reader's words, no secrets.
    """
    if about is not None:
        kind = kind or str(about._meta.verbose_name)
        name = str(about) if name is None else name
    return AdministrativeAct.objects.create(
        actor_key=by.pk if by else None,
        actor_name=who(by, command)[:330],
        verb=verb,
        kind=kind[:100],
        about_key=str(about.pk) if about is not None else "",
        about_name=(name or "")[:200],
        before=before or {},
        after=after or {},
        note=note,
    )


def who(account, command: str = "") -> str:
    """«Anna Rossi (anna)»; «comando export_site»; the site itself when nobody asked."""
    if account is None:
        return f"comando {command}" if command else BY_ITSELF
    full, short = account.get_full_name(), account.get_username()
    return f"{full} ({short})" if full and full != short else short


def _acts_of(email: str) -> list[dict]:
    """What an account with this address did, and what was done to it."""
    accounts = get_user_model().objects.filter(email__iexact=email)
    keys = list(accounts.values_list("pk", flat=True))
    account = str(get_user_model()._meta.verbose_name)
    upon = Q(kind=account, about_key__in=[str(key) for key in keys])
    acts = AdministrativeAct.objects.filter(Q(actor_key__in=keys) | upon)
    fields = ("at", "actor_name", "verb", "kind", "about_name", "note")
    return list(acts.values(*fields))


def _of_somebodys_data(act: str, *, by, counts: dict[str, int]) -> None:
    """An address's data was taken out or erased: of whom is not said, how much is."""
    after = {what: number for what, number in counts.items() if number}
    record(Verb(act), by=by, kind="dati di un indirizzo", after=after)


held.register_listener(_of_somebodys_data)
# GDPR art. 17(3): who did what to other people's data stays until its term, whoever did it.
held.register(held.Holder("atti amministrativi", _acts_of, lambda email: 0))
retention.register(
    Expiry(
        "atti amministrativi oltre i cinque anni",
        lambda terms, now: AdministrativeAct.objects.filter(at__lt=now - KEPT_FOR),
    )
)
