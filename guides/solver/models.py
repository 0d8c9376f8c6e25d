"""The working copy of a guided way: what editors write. Readers see only its editions."""

from django.db import models
from django.db.models import Q

from guides.pages.addresses import address_of
from guides.site.reserved import NotTheSites
from guides.solver import inner_links  # noqa: F401 - what it registers
from guides.solver.published import Published, PublishedQuerySet
from guides.text.alphabet import SortKeyField
from guides.text.day_field import PastDayField, is_a_sane_day
from guides.text.fields import (
    CharField,
    MarkdownField,
    SlugField,
    TextField,
    validate_markdown,
)


class Flow(Published):
    """The working copy of a guided way: it may be anything, readers see it once published."""

    title = CharField(
        "titolo",
        max_length=100,
        help_text="Che cosa è successo, con le parole di chi legge: «Il pacco non arriva».",
    )
    sort_key = SortKeyField("title", db_index=True)
    slug = SlugField(
        "indirizzo",
        unique=True,
        validators=[NotTheSites("risolvi/")],
        help_text="L’ultima parte dell’indirizzo: /risolvi/il-pacco-non-arriva/.",
    )
    summary = TextField(
        "sommario",
        max_length=240,
        help_text="Una frase sotto il titolo: per chi è e che cosa si trova alla fine.",
    )
    topic = models.ForeignKey(
        "guides.Topic", models.PROTECT, related_name="flows", verbose_name="argomento"
    )
    company = models.ForeignKey(
        "guides.Company",
        models.PROTECT,
        related_name="flows",
        verbose_name="azienda",
        null=True,
        blank=True,
        help_text="Solo se il percorso parla di un’azienda precisa.",
    )
    sectors = models.ManyToManyField(
        "guides.Sector",
        related_name="+",
        verbose_name="settori",
        blank=True,
        help_text="Il percorso sta nella pagina di ogni azienda di questi settori.",
    )
    author = models.ForeignKey(
        "guides.Author", models.PROTECT, related_name="flows", verbose_name="autore"
    )
    verified_on = PastDayField(
        "verificato il", help_text="L’ultimo giorno in cui qualcuno ha ripercorso le strade."
    )
    first = models.ForeignKey(
        "guides.FlowQuestion", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField("creato il", auto_now_add=True)
    updated_at = models.DateTimeField("modificato il", auto_now=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "percorso guidato"
        verbose_name_plural = "percorsi guidati"
        permissions = [("publish_flow", "Può pubblicare e ritirare i percorsi guidati")]
        constraints = [
            models.CheckConstraint(
                condition=Q(live__isnull=True) | Q(withdrawn_at__isnull=True),
                name="flow_is_live_or_withdrawn",
            ),
            is_a_sane_day("verified_on", name="flow_verified_on_a_sane_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("flow", self.live.slug if self.live else self.slug)


class FlowQuestion(models.Model):
    """A question of a guided way: one of the glossary, asked at most once on each way."""

    flow = models.ForeignKey("guides.Flow", models.CASCADE, related_name="questions")
    datum = models.ForeignKey("guides.Datum", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = "domanda del percorso"
        verbose_name_plural = "domande del percorso"
        constraints = [
            models.UniqueConstraint(fields=["flow", "datum"], name="flow_asks_a_datum_once")
        ]

    def __str__(self) -> str:
        return self.datum.question


class FlowOutcome(models.Model):
    """Where a way ends: one page, with what helps there in order."""

    flow = models.ForeignKey(
        "guides.Flow", models.CASCADE, related_name="outcomes", verbose_name="percorso"
    )
    title = CharField(
        "titolo",
        max_length=100,
        help_text="Che cosa fare adesso, in una riga: «Dai un ultimo termine al venditore».",
    )
    text = MarkdownField(
        "testo",
        blank=True,
        validators=[validate_markdown],
        help_text="In Markdown, poche righe: il resto lo dicono le sezioni qui sotto.",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "esito"
        verbose_name_plural = "esiti"

    def __str__(self) -> str:
        return self.title


class FlowAnswer(models.Model):
    """Where an answer leads: to another question, to an outcome, or nowhere yet."""

    question = models.ForeignKey("guides.FlowQuestion", models.CASCADE, related_name="answers")
    key = SlugField("risposta", max_length=60)
    following = models.ForeignKey(
        "guides.FlowQuestion", models.SET_NULL, null=True, related_name="led_to_by"
    )
    outcome = models.ForeignKey(
        "guides.FlowOutcome", models.SET_NULL, null=True, related_name="led_to_by"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "risposta del percorso"
        verbose_name_plural = "risposte del percorso"
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="flow_answer_is_unique"),
            models.CheckConstraint(
                condition=Q(following__isnull=True) | Q(outcome__isnull=True),
                name="flow_answer_leads_to_one_place",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class FlowHelp(models.Model):
    """One thing of an outcome that helps: a section, a letter, a day, an authority."""

    outcome = models.ForeignKey("guides.FlowOutcome", models.CASCADE, related_name="helps")
    position = models.PositiveSmallIntegerField("posizione", default=0)
    # By identity and not by row: what was deleted or withdrawn is still named, and said.
    kind = models.CharField("che cosa", max_length=10)
    identity = models.CharField("quale", max_length=40)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "aiuto"
        verbose_name_plural = "aiuti"

    def __str__(self) -> str:
        return f"{self.kind}:{self.identity}"


class FlowPath(models.Model):
    """A row of the editor's own table: these answers must come to that outcome."""

    flow = models.ForeignKey("guides.Flow", models.CASCADE, related_name="paths")
    position = models.PositiveSmallIntegerField("posizione", default=0)
    answers = CharField(
        "risposte",
        max_length=400,
        help_text="In ordine, separate da >: «No > Dal corriere > Non lo so».",
    )
    outcome = models.ForeignKey(
        "guides.FlowOutcome",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="deve arrivare a",
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "strada"
        verbose_name_plural = "strade"

    def __str__(self) -> str:
        return self.answers
