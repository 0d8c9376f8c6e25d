from django.db import models
from django.urls import reverse


class Topic(models.Model):
    """A subject that readers browse by: "Acquisti online"."""

    name = models.CharField("nome", max_length=80, unique=True)
    slug = models.SlugField(
        "indirizzo", unique=True, help_text="L’ultima parte dell’indirizzo: /argomenti/viaggi/."
    )
    description = models.TextField(
        "descrizione", help_text="Una o due frasi in cima alla pagina dell’argomento."
    )
    position = models.PositiveSmallIntegerField(
        "posizione", default=0, help_text="L’ordine nella pagina iniziale: prima i numeri bassi."
    )
    updated_at = models.DateTimeField("aggiornato il", auto_now=True)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = "argomento"
        verbose_name_plural = "argomenti"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])
