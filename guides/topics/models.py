from django.db import models

from guides.pages.addresses import address_of
from guides.pages.tracked import Tracked
from guides.search.findable import FoundAsSaved
from guides.search.hit import Hit
from guides.search.kinds import Kind, register
from guides.site.reserved import NotTheSites
from guides.text.alphabet import SortKeyField
from guides.text.fields import CharField, SlugField, TextField

TOPIC = register(Kind("argomento", "Argomenti"))


class Topic(FoundAsSaved, Tracked):
    """A subject that readers browse by: "Acquisti online"."""

    shown_as = "topic:{id}"
    listed_in = ("topics",)

    name = CharField("nome", max_length=80, unique=True)
    sort_key = SortKeyField("name", db_index=True)
    slug = SlugField(
        "indirizzo",
        unique=True,
        validators=[NotTheSites("argomenti/")],
        help_text="L’ultima parte dell’indirizzo: /argomenti/viaggi/.",
    )
    description = TextField(
        "descrizione", help_text="Una o due frasi in cima alla pagina dell’argomento."
    )
    position = models.PositiveSmallIntegerField(
        "posizione", default=0, help_text="L’ordine nella pagina iniziale: prima i numeri bassi."
    )
    updated_at = models.DateTimeField("aggiornato il", auto_now=True)

    class Meta:
        ordering = ["position", "sort_key", "pk"]
        verbose_name = "argomento"
        verbose_name_plural = "argomenti"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("topic", self.slug)

    @classmethod
    def findable(cls) -> models.QuerySet:
        return cls.objects.all()

    def hits(self) -> list[Hit]:
        return [
            Hit(
                key=f"argomento:{self.pk}",
                kind=TOPIC.name,
                title=self.name,
                address=self.get_absolute_url(),
                text=self.description,
                topic=self.slug,
            )
        ]
