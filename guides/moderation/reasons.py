"""The reasons of refusal that the newsroom keeps: rows, no code."""

from django.db import models
from django.db.models import Q

from guides.text.fields import CharField, SlugField, TextField


class Reason(models.Model):
    """Why something is not published, as moderators choose it and as its author reads it."""

    code = SlugField("codice", unique=True)
    label = CharField("motivo", max_length=80, unique=True)
    key = CharField(
        "tasto", max_length=1, unique=True, help_text="Si preme dopo R: una lettera o una cifra."
    )
    text_for_author = TextField(
        "testo per chi ha scritto",
        help_text="Spiega il perché e che cosa può fare: lo legge nella sua pagina privata.",
    )
    position = models.PositiveSmallIntegerField("posizione", default=0)
    is_active = models.BooleanField("in uso", default=True)

    class Meta:
        ordering = ["position", "label"]
        verbose_name = "motivo di rifiuto"
        verbose_name_plural = "motivi di rifiuto"
        constraints = [
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z0-9]$"),
                name="reason_key_is_one_letter",
                violation_error_message="Il tasto è una lettera minuscola o una cifra.",
            )
        ]

    def __str__(self) -> str:
        return self.label
