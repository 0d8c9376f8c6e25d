"""Editions: what readers see. No public page, feed or index reads the working copy."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, When

from guides.guide import placements
from guides.guide.anchors import anchor_of, is_the_pages_own
from guides.guide.frozen import Frozen
from guides.pages.addresses import address_of
from guides.pages.tracked import Noted
from guides.text.alphabet import SortKeyField
from guides.text.fields import CharField, SlugField, TextField

# A section's own heading is h2 or h3; the headings inside its body start below it.
HEADING_BELOW = {1: 3, 2: 4}


def guides_of(kind: str, pk: int | None) -> str:
    """The tag of "which guides it has": a topic's, a company's or an author's; "" for none."""
    return f"{kind}:{pk}/guides" if pk else ""


def guide_at(slug: str) -> str:
    """The tag of "which guide is at this address", for those that lead there in their text."""
    return f"guide-at:{slug}"


class EditionQuerySet(models.QuerySet):
    def live(self):
        """The editions readers see: at most one for each guide, none of a withdrawn one."""
        return self.filter(live_guide__isnull=False)

    def about(self, company):
        return self.filter(company=company)

    def useful_to(self, company):
        """Its own first, then those that serve it too, then those of its whole sector: of these
        the ones for fewer trades first. Each is `is_about_it` or not."""
        own = placements.EditionCompany.objects.filter(company=company)
        near = placements.EditionSector.objects.filter(sector=company.sector_id)
        found = self.filter(Q(pk__in=own.values("edition")) | Q(pk__in=near.values("edition")))
        is_about_it = Exists(own.filter(edition=OuterRef("pk")))
        is_its_own = Case(When(company=company, then=1), default=0)
        trades = Count("sectors", distinct=True)
        found = found.annotate(is_about_it=is_about_it, is_its_own=is_its_own, trades=trades)
        return found.order_by("-is_about_it", "-is_its_own", "trades", "-verified_on", "-pk")

    def on(self, topic):
        return self.filter(topic=topic)

    def freshest_on(self, topics, most: int):
        """So many of each topic: a short walk along an index for each."""
        rows = self.order_by().values("pk")
        found = [self.on(t).most_recently_verified().values("pk")[:most] for t in topics]
        chosen = [rows.filter(pk__in=few) for few in found] or [self.none().values("pk")]
        return self.filter(pk__in=chosen[0].union(*chosen[1:]))

    def by(self, author):
        return self.filter(author=author)

    def with_a_note(self):
        """Those that say to readers what changed."""
        return self.exclude(note="")

    def most_recently_verified(self):
        return self.order_by("-verified_on", "-pk")

    def in_alphabetical_order(self):
        return self.order_by("sort_key", "pk")

    def for_cards(self):
        """With what a line in a list shows, and no long text."""
        return self.select_related("topic", "company").defer(
            *("introduction_markdown", "introduction_as_written", "introduction_html"),
            *("introduction_text", "summary_as_written", "sources", "endings"),
        )

    def for_page(self):
        return self.select_related(
            "guide__discussion", "guide__public_standing", "topic", "company", "author"
        )


class Edition(Noted, Frozen):
    """One immutable publication of a guide: everything shown, who published it and when."""

    shown_as = "guide:{guide_id}"

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField("numero")
    title = CharField("titolo", max_length=140)
    sort_key = SortKeyField("title")
    slug = SlugField("indirizzo")
    summary = TextField("sommario")
    # What readers see, facts said; with their tags, only where there are some: `written`.
    introduction_markdown = TextField(blank=True)
    introduction_as_written = TextField(blank=True)
    summary_as_written = TextField(blank=True)
    introduction_html = models.TextField(blank=True)
    introduction_text = models.TextField(blank=True)
    topic = models.ForeignKey("guides.Topic", models.PROTECT, related_name="editions")
    company = models.ForeignKey(
        "guides.Company", models.PROTECT, related_name="own_editions", null=True
    )
    companies = models.ManyToManyField(
        "guides.Company", through="guides.EditionCompany", related_name="editions"
    )
    sectors = models.ManyToManyField(
        "guides.Sector", through="guides.EditionSector", related_name="editions"
    )
    author = models.ForeignKey("guides.Author", models.PROTECT, related_name="editions")
    verified_on = models.DateField("verificata il")
    cover = models.CharField(max_length=200, blank=True)
    cover_alt = CharField(max_length=200, blank=True)
    cover_width = models.PositiveIntegerField(null=True)
    cover_height = models.PositiveIntegerField(null=True)
    # [{"title", "address", "publisher", "consulted_on" (ISO date)}]
    sources = models.JSONField(default=list)
    # What its facts tell readers once they have ended: guides/guide/with_facts/endings.py
    endings = models.JSONField(default=list)
    first_published_at = models.DateTimeField("pubblicata il")
    published_at = models.DateTimeField("aggiornata il")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="pubblicata da",
    )
    note = CharField("che cosa è cambiato", max_length=300, blank=True)
    internal_note = CharField("nota per la redazione", max_length=300, blank=True)
    # The renderer that made the HTML and the text of this edition and of its sections.
    renderer = models.PositiveSmallIntegerField(default=1)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at"]
        verbose_name = "edizione"
        verbose_name_plural = "edizioni"
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="edition_number_is_unique")
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="edition_by_name"),
            models.Index(fields=["-verified_on", "-id"], name="edition_by_freshness"),
            models.Index(fields=["-published_at", "-id"], name="edition_by_change"),
            models.Index(fields=["-first_published_at", "-id"], name="edition_by_birth"),
            models.Index(fields=["topic", "-verified_on", "-id"], name="edition_of_topic"),
            models.Index(fields=["company", "-verified_on", "-id"], name="edition_of_company"),
            models.Index(fields=["author", "-verified_on", "-id"], name="edition_of_author"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number}ª edizione)"

    def get_absolute_url(self) -> str:
        return address_of("guide", self.slug)

    @property
    def introduction_written(self) -> str:
        """With the tags of its facts, as its editor wrote it."""
        return self.introduction_as_written or self.introduction_markdown

    @property
    def summary_written(self) -> str:
        return self.summary_as_written or self.summary

    def lists(self) -> set[str]:
        """Tags of the lists that show it while it is live, and of texts that name its address."""
        companies, sectors = placements.of_edition(self)
        tags = {guides_of("topic", self.topic_id), guides_of("author", self.author_id)}
        tags.add(guide_at(self.slug))
        tags |= {guides_of("company", pk) for pk in companies}
        return tags | {guides_of("sector", pk) for pk in sectors}


class EditionSection(Frozen):
    """A section as one edition shows it; `uid` is the same in every edition."""

    edition = models.ForeignKey("guides.Edition", models.CASCADE, related_name="sections")
    uid = models.UUIDField(db_index=True)
    position = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    title = CharField(max_length=140)
    slug = SlugField()
    former_slugs = models.JSONField(default=list)
    problem = CharField(max_length=140, blank=True)
    body_markdown = TextField(blank=True)
    body_as_written = TextField(blank=True)
    body_html = models.TextField(blank=True)
    body_text = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = "sezione pubblicata"
        verbose_name_plural = "sezioni pubblicate"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "slug"], name="edition_section_slug_is_unique"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.edition.get_absolute_url()}#{self.anchor}"

    @property
    def body_written(self) -> str:
        """With the tags of its facts, as its editor wrote it."""
        return self.body_as_written or self.body_markdown

    @property
    def anchor(self) -> str:
        return anchor_of(self.slug)

    @property
    def former_anchors(self) -> list[str]:
        return [slug for slug in self.former_slugs if not is_the_pages_own(slug)]
