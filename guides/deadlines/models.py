"""The working copy of a rule: what editors write. Readers see only its editions (editions.py)."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from guides.deadlines.content import RuleContent, Version
from guides.deadlines.lengths import Unit
from guides.deadlines.publishing import Publishable, RuleQuerySet
from guides.deadlines.regimes import Regime
from guides.facts.sourced import Sourced, bounds_of_a_source
from guides.glossary.models import Kind
from guides.pages.addresses import address_of
from guides.site.reserved import NotTheSites
from guides.text.alphabet import SortKeyField
from guides.text.day_field import is_a_sane_day
from guides.text.fields import CharField, MarkdownField, SlugField, TextField, validate_markdown

TOLD = ("name", "lets", "is_theirs", "before", "after", "if_late")
OF_THE_SOURCE = (
    *("source_title", "source_address", "source_words"),
    *("is_verified", "disagreement", "checked_on"),
)
A_DAY = Q(kind=Kind.DATE, is_personal=False)
A_CHOICE = Q(kind__in=[Kind.CHOICE, Kind.YES_NO], is_personal=False)


class Rule(Publishable, Sourced):
    """A term of law or of a contract: what it lets one do, and until when."""

    name = CharField(
        "nome", max_length=140, help_text="Che cosa si fa: «Recesso da un acquisto in rete»."
    )
    sort_key = SortKeyField("name", db_index=True)
    slug = SlugField(
        "indirizzo",
        unique=True,
        validators=[NotTheSites("scadenze/")],
        help_text="L’ultima parte dell’indirizzo, e il nome nei testi: {{scadenza:recesso}}. Dopo "
        "la prima pubblicazione non cambia.",
    )
    lets = TextField(
        "che cosa permette", max_length=400, help_text="Una o due frasi, in cima alla pagina."
    )
    topic = models.ForeignKey(
        "guides.Topic", models.PROTECT, related_name="rules", verbose_name="argomento"
    )
    companies = models.ManyToManyField(
        "guides.Company", related_name="rules", verbose_name="aziende", blank=True
    )
    sectors = models.ManyToManyField(
        "guides.Sector",
        related_name="rules",
        verbose_name="settori",
        blank=True,
        help_text="Nella pagina di ogni azienda di questi settori.",
    )
    position = models.PositiveSmallIntegerField("posizione", default=0)
    starts_from = models.ForeignKey(
        "guides.Datum",
        models.PROTECT,
        related_name="rules_from_it",
        limit_choices_to=A_DAY,
        verbose_name="si conta da",
        help_text="Il giorno che chiediamo a chi legge.",
    )
    judged_by = models.ForeignKey(
        "guides.Datum",
        models.PROTECT,
        related_name="rules_judged_by_it",
        limit_choices_to=A_DAY,
        null=True,
        blank=True,
        verbose_name="la durata dipende da un altro giorno",
        help_text="Di solito quello del contratto: chi l’ha fatto prima tiene la regola di prima.",
    )
    is_theirs = models.BooleanField(
        "è un termine dell’azienda",
        default=False,
        help_text="Devono fare qualcosa loro: «Devono risponderti entro».",
    )
    before = MarkdownField("che cosa fare prima", blank=True, validators=[validate_markdown])
    after = MarkdownField("che cosa succede dopo", blank=True, validators=[validate_markdown])
    if_late = MarkdownField(
        "se il termine è passato",
        blank=True,
        validators=[validate_markdown],
        help_text="Che cosa si può fare ancora.",
    )
    created_at = models.DateTimeField("creata il", auto_now_add=True)
    updated_at = models.DateTimeField("modificata il", auto_now=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "sort_key", "pk"]
        verbose_name = "scadenza"
        verbose_name_plural = "scadenze"
        permissions = [("publish_rule", "Può pubblicare e ritirare le scadenze")]
        constraints = [
            models.CheckConstraint(
                condition=Q(live__isnull=True) | Q(withdrawn_at__isnull=True),
                name="rule_is_live_or_withdrawn",
            ),
            *bounds_of_a_source("rule"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("deadline", self.slug)

    def clean(self) -> None:
        if wrong := self.wrong_with_source():
            raise ValidationError(wrong)

    def as_said(self) -> RuleContent:
        """What publishing now would tell readers."""
        told = {name: getattr(self, name) for name in (*TOLD, *OF_THE_SOURCE)}
        return RuleContent(
            **told,
            starts_from=self.starts_from.key,
            judged_by=self.judged_by.key if self.judged_by else "",
            versions=[row.as_said() for row in self.versions.select_related("when")],
        )


class RuleVersion(models.Model):
    """One length of a rule, and the events and answers for which it holds; the first one does."""

    rule = models.ForeignKey("guides.Rule", models.CASCADE, related_name="versions")
    position = models.PositiveSmallIntegerField("posizione", default=0)
    number = models.PositiveSmallIntegerField(
        "quanti", validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    unit = models.CharField("di che cosa", max_length=10, choices=Unit)
    more_number = models.PositiveSmallIntegerField(
        "e poi quanti",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text="Quando si aggiunge in fondo: 14 giorni e poi 12 mesi.",
    )
    more_unit = models.CharField("e poi di che cosa", max_length=10, choices=Unit, blank=True)
    regime = models.CharField("come si conta", max_length=6, choices=Regime)
    valid_from = models.DateField("vale dal", null=True, blank=True)
    valid_until = models.DateField("vale fino al", null=True, blank=True)
    when = models.ForeignKey(
        "guides.Datum",
        models.PROTECT,
        related_name="rule_versions",
        limit_choices_to=A_CHOICE,
        null=True,
        blank=True,
        verbose_name="solo se a",
    )
    answer = SlugField("si risponde", max_length=60, blank=True, help_text="Il nome: «si».")
    note = CharField(
        "da sapere", max_length=300, blank=True, help_text="Si legge quando vale questa durata."
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "durata"
        verbose_name_plural = "durate"
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=3650), name="rule_version_has_a_length"
            ),
            models.CheckConstraint(
                condition=Q(more_number__isnull=True, more_unit="")
                | Q(more_number__isnull=False) & ~Q(more_unit=""),
                name="rule_version_more_is_whole",
                violation_error_message="«E poi»: scrivi sia quanti sia di che cosa.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=models.F("valid_from")),
                name="rule_version_ends_after_it_begins",
                violation_error_message="Non può finire di valere prima di cominciare.",
            ),
            is_a_sane_day("valid_from", name="rule_version_from_a_sane_day"),
            is_a_sane_day("valid_until", name="rule_version_until_a_sane_day"),
        ]

    def __str__(self) -> str:
        return self.as_said().how_long

    def clean(self) -> None:
        if bool(self.when_id) != bool(self.answer):
            raise ValidationError(
                {"answer": "Scrivi la domanda e la risposta, o nessuna delle due."}
            )
        if self.when_id and self.answer not in dict(self.when.answers):
            names = ", ".join(f"«{key}»" for key, _ in self.when.answers)
            raise ValidationError({"answer": f"A questa domanda si risponde {names}."})
        units = {self.unit, self.more_unit} - {""}
        if self.regime == Regime.BANK and units != {Unit.WORKING_DAYS}:
            raise ValidationError({"unit": "Le banche si contano in giorni lavorativi."})

    def as_said(self) -> Version:
        length = [(self.number, self.unit)]
        if self.more_number:
            length.append((self.more_number, self.more_unit))
        asked = self.when
        answer = dict(asked.answers).get(self.answer, self.answer) if asked else ""
        return Version(
            length,
            self.regime,
            self.valid_from,
            self.valid_until,
            when=asked.key if asked else "",
            answer=self.answer,
            when_words=f"{asked.question} {answer}" if asked else "",
            note=self.note,
        )


class RuleExample(models.Model):
    """A date in, the date that must come out, and why."""

    rule = models.ForeignKey("guides.Rule", models.CASCADE, related_name="examples")
    position = models.PositiveSmallIntegerField("posizione", default=0)
    start = models.DateField("da")
    answers = CharField(
        "risposte",
        max_length=240,
        blank=True,
        help_text="Se servono: visita-a-casa=si&data-contratto=2026-06-19",
    )
    end = models.DateField("deve dare")
    why = CharField("perché", max_length=200, help_text="Per esempio «finisce di domenica».")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "esempio"
        verbose_name_plural = "esempi"
        constraints = [
            is_a_sane_day("start", name="rule_example_start_a_sane_day"),
            is_a_sane_day("end", name="rule_example_end_a_sane_day"),
        ]

    def __str__(self) -> str:
        return f"{self.start:%d/%m/%Y}: {self.why}"
