"""The front page's ways in that editors choose: phrases to tap, and what cannot wait."""

from django.core.validators import RegexValidator
from django.db import models

from guides.pages.tracked import Tracked
from guides.text.fields import CharField


class Shortcut(Tracked):
    """A line under the question of the front page, in a reader's own words."""

    shown_as = "shortcut:{id}"
    listed_in = ("shortcuts",)

    class Kind(models.TextChoices):
        PHRASE = "frase", "Frase da toccare"
        URGENT = "urgente", "Urgente"

    kind = models.CharField("dove sta", max_length=10, choices=Kind, default=Kind.PHRASE)
    position = models.PositiveSmallIntegerField("posizione", default=0)
    words = CharField("parole", max_length=60, help_text="«Sono spariti soldi dal conto».")
    address = CharField(
        "dove porta",
        max_length=300,
        validators=[
            RegexValidator(r"^/(?![/\\])[^\s\\]*\Z", "Un indirizzo di questo sito: comincia con /.")
        ],
        help_text="L’indirizzo di una pagina di questo sito, anche con #: «/guide/pacco/#reso».",
    )

    class Meta:
        ordering = ["kind", "position", "pk"]
        verbose_name = "scorciatoia della pagina iniziale"
        verbose_name_plural = "scorciatoie della pagina iniziale"

    def __str__(self) -> str:
        return self.words
