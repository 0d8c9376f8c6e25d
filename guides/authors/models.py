from django.db import models

from guides.pages.addresses import address_of
from guides.pages.tracked import Tracked
from guides.site.reserved import NotTheSites
from guides.spam import reserve
from guides.text.alphabet import SortKeyField
from guides.text.fields import (
    CharField,
    MarkdownField,
    SlugField,
    WebAddressField,
    validate_markdown,
)


class Author(Tracked):
    """Who signs a guide: a journalist, or the newsroom as a whole."""

    shown_as = "author:{id}"

    name = CharField("nome", max_length=120, unique=True)
    sort_key = SortKeyField("name", db_index=True)
    slug = SlugField("indirizzo", unique=True, validators=[NotTheSites("autori/")])
    one_line = CharField(
        "in una riga", max_length=200, help_text="Sta sotto il nome nel riquadro dell’autore."
    )
    biography = MarkdownField(
        "biografia",
        blank=True,
        validators=[validate_markdown],
        help_text="Nella pagina dell’autore. In Markdown.",
    )
    is_person = models.BooleanField(
        "è una persona",
        default=True,
        help_text="Spegni se firma la redazione: i motori di ricerca lo leggono.",
    )
    updated_at = models.DateTimeField("aggiornato il", auto_now=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "autore"
        verbose_name_plural = "autori"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("author", self.slug)


class AuthorLink(Tracked):
    """Something an author published elsewhere, or a page of theirs."""

    shown_as = "author:{author_id}"

    class Kind(models.TextChoices):
        PUBLICATION = "pubblicazione", "Pubblicazione"
        PROFILE = "profilo", "Pagina o profilo"

    author = models.ForeignKey(
        "guides.Author", models.CASCADE, related_name="links", verbose_name="autore"
    )
    position = models.PositiveSmallIntegerField("posizione", default=0)
    kind = models.CharField("tipo", max_length=15, choices=Kind)
    title = CharField("titolo", max_length=200)
    address = WebAddressField("indirizzo")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "collegamento"
        verbose_name_plural = "pubblicazioni e collegamenti"

    def __str__(self) -> str:
        return self.title


reserve(lambda: Author.objects.values_list("name", flat=True))
