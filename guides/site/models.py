from django.db import models

from guides.pages.addresses import address_of
from guides.pages.tags import EVERYTHING
from guides.pages.tracked import Tracked
from guides.site.reserved import NotTheSites
from guides.spam import reserve
from guides.text.alphabet import SortKeyField
from guides.text.fields import (
    CharField,
    EmailField,
    MarkdownField,
    SlugField,
    TextField,
    WebAddressField,
    validate_markdown,
)


class SiteSettings(Tracked):
    """The one record of what the site says about itself on every page."""

    shown_as = EVERYTHING

    name = CharField("nome del sito", max_length=60, default="Sportello Lettori")
    tagline = CharField(
        "motto",
        max_length=160,
        default="Dal problema con un’azienda alla prossima mossa giusta.",
        help_text="Sta sotto il nome nella pagina iniziale.",
    )
    contact_email = EmailField("indirizzo della redazione", default="redazione@sportello.example")
    social_title = CharField(
        "titolo del riquadro social", max_length=80, default="Consumatori sui social"
    )
    story_invitation = TextField(
        "invito a raccontare",
        default=(
            "Un’azienda ti ha fatto un torto? Raccontalo a chi è nella tua stessa "
            "situazione: invia la tua storia."
        ),
    )
    footer = TextField("testo a piè di pagina", blank=True)
    may_publish_alone = models.BooleanField(
        "si può pubblicare da soli",
        default=True,
        help_text="Se lo spegni, una guida esce solo quando un’altra persona ha riletto e "
        "approvato proprio quel testo.",
    )
    updated_at = models.DateTimeField("aggiornate il", auto_now=True)

    class Meta:
        verbose_name = "impostazioni del sito"
        verbose_name_plural = "impostazioni del sito"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_site_settings")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "SiteSettings":
        """The record, or its defaults while nobody has saved one."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def is_as_born(self) -> bool:
        """Nobody has written in it yet."""
        fields = (f for f in self._meta.concrete_fields if f.name not in ("id", "updated_at"))
        return all(getattr(self, field.name) == field.get_default() for field in fields)


class SiteLink(Tracked):
    """A link on every page: one of our social pages or a sister site."""

    shown_as = EVERYTHING

    class Kind(models.TextChoices):
        SOCIAL = "social", "Social"
        SISTER = "sorella", "Altro nostro sito"

    site = models.ForeignKey("guides.SiteSettings", models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField("posizione", default=0)
    kind = models.CharField("tipo", max_length=10, choices=Kind)
    name = CharField("nome", max_length=80)
    address = WebAddressField("indirizzo")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "collegamento"
        verbose_name_plural = "social e altri nostri siti"

    def __str__(self) -> str:
        return self.name


class Page(Tracked):
    """A plain page that editors keep: /chi-siamo/, /privacy/, /regole/."""

    shown_as = "page:{id}"
    # Forms lead to these by name: their address stays, whatever their title becomes.
    NAMED_BY_FORMS = frozenset({"privacy", "regole"})
    # What every page's footer shows of it.
    IN_FOOTER = ("title", "slug", "in_footer", "position")

    title = CharField("titolo", max_length=120)
    sort_key = SortKeyField("title")
    slug = SlugField("indirizzo", unique=True, validators=[NotTheSites()])
    summary = TextField("sommario", blank=True)
    body = MarkdownField("testo", validators=[validate_markdown], help_text="In Markdown.")
    in_footer = models.BooleanField("nel piè di pagina", default=True)
    position = models.PositiveSmallIntegerField("posizione", default=0)
    updated_at = models.DateTimeField("aggiornata il", auto_now=True)

    class Meta:
        ordering = ["position", "sort_key", "pk"]
        verbose_name = "pagina"
        verbose_name_plural = "pagine"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("page", self.slug)

    in_footer_as: frozenset[tuple] = frozenset()

    def remember(self) -> None:
        super().remember()
        self.in_footer_as |= {self._in_footer_now}

    @property
    def _in_footer_now(self) -> tuple:
        return tuple(vars(self).get(name) for name in self.IN_FOOTER)

    def changed_tags(self) -> set[str]:
        return super().changed_tags() | {EVERYTHING}

    def saved_tags(self) -> set[str]:
        """Its text is on its own page only; its name may be on all of them."""
        if self.in_footer_as == {self._in_footer_now}:
            return super().changed_tags()
        return self.changed_tags()


reserve(lambda: [SiteSettings.current().name])
