"""How the newsroom moderates: one record for the site, one for each moderator."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


def _days(label: str, default: int, help_text: str, *, least: int = 1):
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        validators=[MinValueValidator(least), MaxValueValidator(3650)],
        help_text=f"{help_text} In giorni.",
    )


class ModerationSettings(models.Model):
    """The one record of how things are moderated and how long they are kept."""

    alarm_hours = models.PositiveSmallIntegerField(
        "allarme dopo",
        default=24,
        validators=[MinValueValidator(1)],
        help_text="Ore d’attesa oltre le quali i moderatori che lo vogliono ricevono un avviso.",
    )
    claim_minutes = models.PositiveSmallIntegerField(
        "presa in carico",
        default=30,
        validators=[MinValueValidator(1)],
        help_text="Minuti dopo i quali una voce presa in carico torna di tutti.",
    )
    trusts_authors = models.BooleanField(
        "pubblica subito gli autori fidati",
        default=False,
        help_text="Solo con indirizzo confermato e senza sospetti della guardia antispam.",
    )
    trusted_after = models.PositiveSmallIntegerField(
        "fidati dopo",
        default=5,
        validators=[MinValueValidator(1)],
        help_text="Contributi pubblicati, e nessuno rifiutato, perché un autore sia fidato.",
    )
    keep_rejected_days = _days(
        "non pubblicati e ritirati", 180, "Poi il testo e i dati di chi scrive si cancellano."
    )
    keep_spam_days = _days("spam", 90, "Poi si cancella.", least=30)
    keep_originals_days = _days(
        "originali delle parti omesse",
        60,
        "Poi si cancellano e l’omissione è definitiva.",
        least=30,
    )
    keep_networks_days = _days("impronte di rete", 30, "Poi si cancellano.")
    keep_addresses_days = _days(
        "indirizzi e-mail di chi è pubblicato",
        730,
        "Poi si cancellano e non scriviamo più; il collegamento privato continua a funzionare.",
    )
    keep_decisions_days = _days(
        "decisioni su testi cancellati", 730, "Poi si cancella anche che cosa si decise e perché."
    )
    keep_letters_days = _days("lettere spedite", 30, "Poi si cancella anche che sono partite.")

    class Meta:
        verbose_name = "impostazioni della moderazione"
        verbose_name_plural = "impostazioni della moderazione"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_moderation_settings")]

    def __str__(self) -> str:
        return "Impostazioni della moderazione"

    @classmethod
    def current(cls) -> "ModerationSettings":
        """The record, or its defaults while nobody has saved one."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class ModeratorPreferences(models.Model):
    """What a moderator wants to be told by mail; nothing until they ask."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="moderator_preferences"
    )
    wants_digest = models.BooleanField(
        "ogni ora, che cosa è arrivato", default=False, help_text="Una sola lettera, se c’è altro."
    )
    wants_alarm = models.BooleanField("quando qualcosa aspetta da troppo", default=False)
    digest_until = models.DateTimeField(null=True, editable=False)
    alarm_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "avvisi di un moderatore"
        verbose_name_plural = "avvisi dei moderatori"

    def __str__(self) -> str:
        return f"Avvisi di {self.user}"
