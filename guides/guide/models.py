"""The working copy: what editors write. Readers see only its editions (editions.py)."""

import itertools
import uuid
from collections.abc import Container, Iterator

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from guides.deadlines.tags import validate_markdown_with_deadlines
from guides.facts.fields import validate_line_with_facts
from guides.guide.duplicating import duplicate
from guides.guide.fact_check.models import Shared
from guides.guide.freshness.owned import Owned, OwnedQuerySet
from guides.guide.hits import hits_of
from guides.guide.publishable import Publishable, PublishableQuerySet
from guides.guide.review.asking import Reviewable
from guides.guide.schedule.planning import Schedulable
from guides.guide.versions.restoring import Restorable
from guides.guide.with_facts import uses
from guides.pages.addresses import address_of
from guides.search.hit import Hit
from guides.site.reserved import NotTheSites
from guides.text.alphabet import SortKeyField
from guides.text.day_field import PastDayField, is_a_sane_day
from guides.text.fields import (
    CharField,
    MarkdownField,
    SlugField,
    TextField,
    WebAddressField,
)
from guides.text.slugs import slug_of
from guides.uploads import pictures
from guides.uploads.fields import PictureField
from guides.uploads.storage import COVERS


class GuideQuerySet(OwnedQuerySet, PublishableQuerySet):
    def with_everything(self):
        """With all that publishing or previewing reads."""
        return self.select_related("topic", "company", "author", "live").prefetch_related(
            "sections", "sources", "other_companies", "sectors"
        )


class Guide(Publishable, Restorable, Schedulable, Reviewable, Shared, Owned):
    """The working copy of a help page: edited freely, shown to readers only once published."""

    title = CharField(
        "titolo", max_length=140, help_text="Il titolo in cima alla pagina e nei risultati."
    )
    sort_key = SortKeyField("title", db_index=True)
    slug = SlugField(
        "indirizzo",
        unique=True,
        validators=[NotTheSites("guide/")],
        help_text="L’ultima parte dell’indirizzo: /guide/aliexpress/. Se lo cambi, dopo la "
        "pubblicazione il vecchio indirizzo porta a quello nuovo.",
    )
    summary = TextField(
        "sommario",
        max_length=400,
        validators=[validate_line_with_facts],
        help_text="Una o due frasi sotto il titolo: per chi è la guida e che cosa risolve.",
    )
    introduction = MarkdownField(
        "introduzione",
        blank=True,
        validators=[validate_markdown_with_deadlines],
        help_text="In Markdown. Sta dopo la scelta del problema, prima delle sezioni.",
    )
    topic = models.ForeignKey(
        "guides.Topic", models.PROTECT, related_name="guides", verbose_name="argomento"
    )
    company = models.ForeignKey(
        "guides.Company",
        models.PROTECT,
        related_name="guides",
        verbose_name="azienda",
        null=True,
        blank=True,
        help_text="Solo se la guida parla di un’azienda precisa.",
    )
    other_companies = models.ManyToManyField(
        "guides.Company",
        related_name="+",
        verbose_name="altre aziende",
        blank=True,
        help_text="Altre aziende nella cui pagina la guida serve.",
    )
    sectors = models.ManyToManyField(
        "guides.Sector",
        related_name="+",
        verbose_name="settori",
        blank=True,
        help_text="La guida sta nella pagina di ogni azienda di questi settori.",
    )
    author = models.ForeignKey(
        "guides.Author", models.PROTECT, related_name="guides", verbose_name="autore"
    )
    verified_on = PastDayField(
        "verificata il",
        help_text="L’ultimo giorno in cui qualcuno ha ricontrollato fatti e fonti: i lettori "
        "lo vedono.",
    )
    cover = PictureField(
        "immagine di copertina",
        upload_to=COVERS,
        blank=True,
        help_text="Sta sotto il titolo e nelle anteprime dei social. PNG, JPEG, WebP, AVIF o "
        "HEIC, meno di 8 MB.",
        width_field="cover_width",
        height_field="cover_height",
    )
    cover_alt = CharField(
        "testo alternativo della copertina",
        max_length=200,
        blank=True,
        help_text="Che cosa si vede nell’immagine, per chi non la vede. Obbligatorio se c’è "
        "un’immagine.",
    )
    cover_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    cover_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField("creata il", auto_now_add=True)
    updated_at = models.DateTimeField("modificata il", auto_now=True)

    objects = GuideQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "guida"
        verbose_name_plural = "guide"
        permissions = [("publish_guide", "Può pubblicare e ritirare le guide")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cover="") | ~Q(cover_alt=""),
                name="guide_cover_has_alternative_text",
                violation_error_message="Scrivi che cosa si vede nell’immagine di copertina.",
            ),
            models.CheckConstraint(
                condition=Q(live__isnull=True) | Q(withdrawn_at__isnull=True),
                name="guide_is_live_or_withdrawn",
            ),
            is_a_sane_day("verified_on", name="guide_verified_on_a_sane_day"),
            *Owned.Meta.constraints,
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if _writes(kwargs, "summary", "introduction"):
            uses.note_guide(self)
        if self.cover and _writes(kwargs, "cover"):
            pictures.note(self.cover.name)

    def get_absolute_url(self) -> str:
        return address_of("guide", self.live.slug if self.live else self.slug)

    @classmethod
    def findable(cls) -> GuideQuerySet:
        return (
            cls.objects.live()
            .select_related("live__topic", "live__company")
            .prefetch_related("live__sections")
        )

    def hits(self) -> Iterator[Hit]:
        return hits_of(self.live)

    def duplicate(self, *, by) -> "Guide":
        """A draft begun from the working copy; whoever did it is in the desk's history."""
        return duplicate(self)


class Section(models.Model):
    """A part of a guide that answers one problem: an editable Markdown article of its own."""

    guide = models.ForeignKey(
        "guides.Guide", models.CASCADE, related_name="sections", verbose_name="guida"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField("posizione", default=0)
    level = models.PositiveSmallIntegerField(
        "livello",
        default=1,
        choices=[(1, "Sezione"), (2, "Sottosezione")],
        validators=[MinValueValidator(1), MaxValueValidator(2)],
        help_text="Una sottosezione sta dentro la sezione che la precede.",
    )
    title = CharField("titolo", max_length=140)
    slug = SlugField(
        "indirizzo",
        blank=True,
        help_text="La parte dopo #. Nasce dal titolo e poi resta: cambiare il titolo non la tocca.",
    )
    problem = CharField(
        "problema",
        max_length=140,
        blank=True,
        help_text="Con le parole di chi legge: «Non mi arriva il codice di verifica». "
        "Diventa una riga di «Qual è il tuo problema?».",
    )
    body = MarkdownField(
        "testo",
        blank=True,
        validators=[validate_markdown_with_deadlines],
        help_text="In Markdown. Puoi trascinare qui un’immagine.",
    )

    question = models.ForeignKey(
        "guides.SearchQuestion",
        models.SET_NULL,
        related_name="sections",
        verbose_name="domanda dei lettori",
        null=True,
        blank=True,
        help_text="La ricerca senza risposta da cui la sezione è nata.",
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "sezione"
        verbose_name_plural = "sezioni"
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "slug"],
                name="section_slug_is_unique_in_its_guide",
                violation_error_message="Un’altra sezione di questa guida ha già questo indirizzo.",
            ),
            models.CheckConstraint(condition=Q(level__in=[1, 2]), name="section_has_two_levels"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = self.free_slug()
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if _writes(kwargs, "body"):
            uses.note_section(self, is_new=is_new)

    def free_slug(self, *, besides: Container[str] = ()) -> str:
        """The title as a slug, numbered when a sibling, or one in `besides`, already has it."""
        siblings = (
            self.guide.sections.exclude(pk=self.pk) if self.guide_id else Section.objects.none()
        )
        taken = set(siblings.values_list("slug", flat=True))
        base = slug_of(self.title, most=45, otherwise="sezione")
        candidates = itertools.chain([base], (f"{base}-{n}" for n in itertools.count(2)))
        return next(slug for slug in candidates if slug not in taken and slug not in besides)


def _writes(options: dict, *names: str) -> bool:
    """Whether a save with these options writes one of the columns."""
    written = options.get("update_fields")
    return written is None or bool(set(names) & set(written))


class Source(models.Model):
    """Where a guide's facts come from."""

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField("posizione", default=0)
    title = CharField("titolo", max_length=240)
    address = WebAddressField("indirizzo", max_length=500)
    publisher = CharField("chi lo pubblica", max_length=120)
    consulted_on = PastDayField("consultata il")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "fonte"
        verbose_name_plural = "fonti"
        constraints = [is_a_sane_day("consulted_on", name="source_consulted_on_a_sane_day")]

    def __str__(self) -> str:
        return self.title
