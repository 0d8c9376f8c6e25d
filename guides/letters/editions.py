"""Editions of a letter: what readers see. No public page reads the working copy."""

from django.conf import settings
from django.db import models

from guides.letters import beginning
from guides.letters.language.reading import tree_of
from guides.letters.language.tree import Words
from guides.pages.addresses import address_of
from guides.pages.tracked import Noted
from guides.search.hit import Hit
from guides.search.kinds import Kind, register
from guides.text import markdown
from guides.text.alphabet import SortKeyField
from guides.text.fields import CharField, SlugField, TextField

LETTER = register(
    Kind(
        "lettera",
        "Lettere pronte",
        asked_as="modello lettera fac simile scrivere modulo",
        goes_on="Scrivi la lettera",
        checked="riletta",
        worth=0.85,  # what to do comes first where no letter was asked for
    )
)


def letters_of(kind: str, pk: int | None) -> str:
    """The tag of "which letters it has": a topic's or a company's; "" for none."""
    return f"{kind}:{pk}/letters" if pk else ""


class LetterEditionQuerySet(models.QuerySet):
    def live(self):
        """What readers see: at most one for each letter, none of a withdrawn one."""
        return self.filter(live_letter__isnull=False)

    def about(self, company):
        return self.filter(company=company)

    def on(self, topic):
        return self.filter(topic=topic)

    def in_alphabetical_order(self):
        return self.order_by("sort_key", "pk")

    def for_cards(self):
        return self.select_related("topic", "company").only(
            *("letter", "title", "sort_key", "slug", "summary", "published_at", "verified_on"),
            *("topic__name", "topic__slug", "topic__sort_key", "company__name", "company__slug"),
        )

    def for_page(self):
        return self.select_related("topic", "company", "channel", "author")


class LetterEdition(Noted):
    """One immutable publication of a letter."""

    shown_as = "letter:{letter_id}"

    letter = models.ForeignKey("guides.FormLetter", models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField("numero")
    title = CharField("titolo", max_length=140)
    sort_key = SortKeyField("title")
    slug = SlugField("indirizzo")
    summary = TextField("sommario")
    topic = models.ForeignKey("guides.Topic", models.PROTECT, related_name="letter_editions")
    company = models.ForeignKey(
        "guides.Company", models.PROTECT, related_name="letter_editions", null=True
    )
    channel = models.ForeignKey(
        "guides.ContactChannel", models.SET_NULL, related_name="+", null=True
    )
    # In the letters' language, as written; what its facts say is beside it, in `facts`.
    sender = TextField()
    recipient = TextField(blank=True)
    subject = CharField(max_length=240)
    body = TextField()
    attachments = TextField(blank=True)
    sending = TextField(blank=True)
    sending_as_written = TextField(blank=True)
    no_answer = TextField(blank=True)
    no_answer_as_written = TextField(blank=True)
    # {"fatto|formato": words}, as they were when it was published.
    facts = models.JSONField(default=dict)
    # Keys of the data that it asks, in their order.
    questions = models.JSONField(default=list)
    # [{"title", "address", "publisher", "consulted_on" (ISO date)}]
    sources = models.JSONField(default=list)
    # Slugs of the rules whose days follow its sending, in their order.
    terms = models.JSONField(default=list)
    author = models.ForeignKey("guides.Author", models.PROTECT, related_name="letter_editions")
    verified_on = models.DateField("riletta il")
    first_published_at = models.DateTimeField("pubblicata il")
    published_at = models.DateTimeField("aggiornata il")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    note = CharField("che cosa è cambiato", max_length=300, blank=True)

    objects = LetterEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = "edizione di una lettera"
        verbose_name_plural = "edizioni delle lettere"
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="letter_edition_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number}ª edizione)"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise TypeError("An edition is immutable: publish a new one.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return address_of("letter", self.slug)

    def lists(self) -> set[str]:
        """Tags of the lists in which it stands while it is live."""
        return {letters_of("company", self.company_id), letters_of("topic", self.topic_id)}

    @property
    def hit(self) -> Hit:
        written = [node.text for node in tree_of(self.body) if isinstance(node, Words)]
        after = [markdown.plain_text(text) for text in (self.sending, self.no_answer)]
        return Hit(
            key=f"lettera:{self.letter_id}",
            kind=LETTER.name,
            title=self.title,
            address=self.get_absolute_url(),
            text="\n".join([self.summary, *written, *after]),
            topic=self.topic.slug,
            company=self.company.slug if self.company else "",
            opening=beginning.opening(self.summary, self.body, self.facts),
            verified_on=self.verified_on,
        )
