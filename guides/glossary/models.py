from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from guides.pages.tracked import Tracked, TrackedQuerySet
from guides.text.fields import CharField, SlugField

YES, NO, UNKNOWN = "si", "no", "non-so"


class Kind(models.TextChoices):
    """What sort of answer is awaited."""

    DATE = "date", "Un giorno"
    MONEY = "money", "Un importo in euro"
    CHOICE = "choice", "Una scelta fra più risposte"
    YES_NO = "yes-no", "Sì, no, non lo so"
    SHORT = "short", "Poche parole"
    LONG = "long", "Un testo"


class DatumQuerySet(TrackedQuerySet):
    def with_choices(self):
        return self.prefetch_related("choices")

    def named(self, keys):
        return self.filter(key__in=keys).with_choices()


class Datum(Tracked):
    """A thing that a reader can tell us, asked in the same words everywhere."""

    shown_as = "datum:{id}"

    key = SlugField(
        "nome",
        unique=True,
        max_length=60,
        help_text="Poche parole unite da trattini: data-consegna. Lettere, scadenze e percorsi lo "
        "usano, e sta nell’indirizzo: dopo il primo salvataggio non cambia.",
    )
    question = CharField(
        "domanda", max_length=160, help_text="Come la leggi tu: «Quando hai ricevuto il pacco?»"
    )
    help = CharField(
        "aiuto", max_length=240, blank=True, help_text="Dove si trova la risposta, o un esempio."
    )
    kind = models.CharField("tipo", max_length=6, choices=Kind)
    is_personal = models.BooleanField(
        "è personale",
        default=True,
        help_text="Nomi, indirizzi, numeri d’ordine: non va mai nell’indirizzo della pagina. Un "
        "giorno, o una scelta fra più risposte, di solito non lo è.",
    )
    accepts_unknown = models.BooleanField(
        "si può rispondere «Non lo so»",
        default=True,
        help_text="Conta per le scelte e per i sì e no.",
    )

    objects = DatumQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        verbose_name = "dato"
        verbose_name_plural = "dati"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_personal=True) | ~Q(kind=Kind.LONG),
                name="datum_long_is_personal",
                violation_error_message="Un testo lungo è sempre personale: nessuno sa che cosa "
                "ci scriverà chi legge.",
            )
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def answers(self) -> list[tuple[str, str]]:
        """(key, words) of each answer that can be chosen; none when it is written."""
        if self.kind == Kind.YES_NO:
            found = [(YES, "Sì"), (NO, "No")]
        elif self.kind == Kind.CHOICE:
            found = [(choice.key, choice.words) for choice in self.choices.all()]
        else:
            return []
        return [*found, (UNKNOWN, "Non lo so")] if self.accepts_unknown else found


class DatumChoice(Tracked):
    """One of the answers of a datum that is a choice."""

    shown_as = "datum:{datum_id}"

    datum = models.ForeignKey(
        "guides.Datum", models.CASCADE, related_name="choices", verbose_name="dato"
    )
    position = models.PositiveSmallIntegerField("posizione", default=0)
    key = SlugField("nome", max_length=60, help_text="Sta nell’indirizzo: «non-arrivato».")
    words = CharField("risposta", max_length=140, help_text="Come la sceglie chi legge.")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "risposta"
        verbose_name_plural = "risposte"
        constraints = [
            models.UniqueConstraint(
                fields=["datum", "key"],
                name="datum_choice_once",
                violation_error_message="Questa risposta c’è già.",
            )
        ]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        if self.key == UNKNOWN:
            raise ValidationError({"key": "«Non lo so» la aggiungiamo noi, in fondo."})
