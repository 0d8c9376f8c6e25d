from django.db import models

from guides.pages.addresses import address_of
from guides.pages.tracked import Tracked, TrackedQuerySet
from guides.search.findable import FoundAsSaved
from guides.search.hit import Hit
from guides.search.kinds import Kind, register
from guides.site.reserved import NotTheSites
from guides.text import markdown
from guides.text.alphabet import SortKeyField
from guides.text.day_field import PastDayField, is_a_sane_day
from guides.text.fields import (
    CharField,
    MarkdownField,
    SlugField,
    TextField,
    WebAddressField,
    validate_markdown,
)

AUTHORITY = register(Kind("autorità", "A chi rivolgersi"))


class AuthorityQuerySet(TrackedQuerySet):
    def competent_for(self, *, sectors=(), topic=0):
        """Those that these sectors, or this topic, lead to; none when nothing is said."""
        of_sectors = self.model.sectors.through.objects.filter(sector__in=sectors)
        on_topic = self.model.topics.through.objects.filter(topic=topic)
        chosen = of_sectors.values("authority").union(on_topic.values("authority"))
        return self.filter(pk__in=chosen)


class Authority(FoundAsSaved, Tracked):
    """Whom a reader can turn to when the company does not answer: "Arbitro Bancario"."""

    shown_as = "authority:{id}"
    listed_in = ("authorities",)

    name = CharField("nome", max_length=80, unique=True)
    sort_key = SortKeyField("name", db_index=True)
    full_name = CharField("nome per esteso", max_length=200, blank=True)
    slug = SlugField(
        "indirizzo",
        unique=True,
        validators=[NotTheSites("a-chi-rivolgersi/")],
        help_text="L’ultima parte dell’indirizzo: /a-chi-rivolgersi/abf/.",
    )
    problem = CharField(
        "problema",
        max_length=140,
        help_text="Con le parole di chi legge: «La banca non mi rimborsa».",
    )
    purpose = TextField("a che cosa serve", help_text="E che cosa non può fare.")
    cost = CharField("quanto costa", max_length=200)
    when = TextField("quando", help_text="Che cosa fare prima, da quando e fino a quando.")
    how = MarkdownField(
        "come si fa", validators=[validate_markdown], help_text="In Markdown, un passo per riga."
    )
    website = WebAddressField("indirizzo ufficiale")
    source_title = CharField("fonte", max_length=240)
    source = WebAddressField("indirizzo della fonte", max_length=500)
    verified_on = PastDayField(
        "controllato il", help_text="Il giorno in cui qualcuno della redazione lo ha riletto."
    )
    position = models.PositiveSmallIntegerField(
        "posizione", default=0, help_text="L’ordine negli elenchi: prima i numeri bassi."
    )
    sectors = models.ManyToManyField(
        "guides.Sector",
        related_name="authorities",
        verbose_name="settori",
        blank=True,
        help_text="Nella pagina di ogni azienda di questi settori.",
    )
    topics = models.ManyToManyField(
        "guides.Topic",
        related_name="authorities",
        verbose_name="argomenti",
        blank=True,
        help_text="Nella pagina di questi argomenti, e delle loro guide.",
    )
    updated_at = models.DateTimeField("aggiornata il", auto_now=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["position", "sort_key", "pk"]
        verbose_name = "autorità"
        verbose_name_plural = "autorità"
        constraints = [is_a_sane_day("verified_on", name="authority_verified_on_a_sane_day")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("authority", self.slug)

    @classmethod
    def findable(cls) -> models.QuerySet:
        return cls.objects.all()

    def hits(self) -> list[Hit]:
        how = markdown.plain_text(self.how)
        return [
            Hit(
                key=f"autorita:{self.pk}",
                kind=AUTHORITY.name,
                title=self.name,
                problem=self.problem,
                address=self.get_absolute_url(),
                text="\n".join([self.full_name, self.purpose, self.when, how]),
            )
        ]
