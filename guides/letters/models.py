"""The working copy of a letter: readers see only its editions (editions.py)."""

from django.db import models
from django.db.models import Q

from guides.facts.fields import validate_markdown_with_facts
from guides.letters import fact_uses, inner_links  # noqa: F401 - what the second registers
from guides.letters.fields import validate_letter, validate_lines
from guides.letters.publishing import Publishable
from guides.letters.scheduling import Schedulable
from guides.pages.addresses import address_of
from guides.publishing.live_edition import LiveEditionQuerySet
from guides.search.hit import Hit
from guides.site.reserved import NotTheSites
from guides.text.alphabet import SortKeyField
from guides.text.day_field import PastDayField, is_a_sane_day
from guides.text.fields import CharField, MarkdownField, SlugField, TextField, WebAddressField

SENDER = "{{nome}}\n{{indirizzo}}\n{{se email}}\n{{email}}\n{{fine}}"
LANGUAGE = "Si può scrivere {{nome-del-dato}} e {{se dato è risposta}} … {{fine}}."


class FormLetterQuerySet(LiveEditionQuerySet):
    def with_everything(self):
        """With all that publishing or previewing reads."""
        return self.select_related(
            "topic", "company", "channel", "author", "live"
        ).prefetch_related("questions__datum__choices", "samples", "sources", "terms__rule")


class FormLetter(Publishable, Schedulable):
    """The working copy of a letter that readers complete and send."""

    title = CharField(
        "titolo", max_length=140, help_text="Che cosa fa: «Reclamo ad AliExpress per un rimborso»."
    )
    sort_key = SortKeyField("title", db_index=True)
    slug = SlugField(
        "indirizzo",
        unique=True,
        validators=[NotTheSites("lettere/")],
        help_text="L’ultima parte dell’indirizzo: /lettere/recesso/. Se lo cambi, dopo la "
        "pubblicazione il vecchio indirizzo porta a quello nuovo.",
    )
    summary = TextField(
        "sommario", max_length=400, help_text="Una o due frasi: quando serve e che cosa chiede."
    )
    topic = models.ForeignKey(
        "guides.Topic", models.PROTECT, related_name="letters", verbose_name="argomento"
    )
    company = models.ForeignKey(
        "guides.Company",
        models.PROTECT,
        related_name="letters",
        verbose_name="azienda",
        null=True,
        blank=True,
        help_text="Solo se la lettera è per un’azienda precisa: la pagina ne mostra i contatti.",
    )
    channel = models.ForeignKey(
        "guides.ContactChannel",
        models.SET_NULL,
        related_name="+",
        verbose_name="come si invia",
        null=True,
        blank=True,
        help_text="Uno dei contatti dell’azienda: sta nella lettera, sotto il destinatario.",
    )
    sender = TextField(
        "mittente",
        max_length=600,
        default=SENDER,
        validators=[validate_lines],
        help_text=f"Una riga per volta. {LANGUAGE}",
    )
    recipient = TextField(
        "destinatario",
        max_length=600,
        blank=True,
        validators=[validate_lines],
        help_text="Una riga per volta. Se è vuoto, l’azienda scelta qui sopra.",
    )
    subject = CharField(
        "oggetto", max_length=240, validators=[validate_lines], help_text=f"Una riga. {LANGUAGE}"
    )
    body = MarkdownField(
        "testo della lettera",
        validators=[validate_letter],
        help_text=f"Capoversi ed elenchi, dal saluto alla richiesta. {LANGUAGE} Data e firma le "
        "mettiamo noi.",
    )
    attachments = TextField(
        "che cosa allegare",
        max_length=1000,
        blank=True,
        validators=[validate_lines],
        help_text="Una cosa per riga: «Copia della ricevuta d’acquisto».",
    )
    sending = MarkdownField(
        "come inviarla",
        blank=True,
        validators=[validate_markdown_with_facts],
        help_text="Raccomandata, PEC, modulo: che cosa conviene, e quale prova tenere.",
    )
    no_answer = MarkdownField(
        "se non rispondono",
        blank=True,
        validators=[validate_markdown_with_facts],
        help_text="Che cosa fare, entro quando e a chi rivolgersi dopo.",
    )
    author = models.ForeignKey(
        "guides.Author", models.PROTECT, related_name="letters", verbose_name="autore"
    )
    verified_on = PastDayField(
        "riletta il", help_text="L’ultimo giorno in cui qualcuno l’ha ricontrollata: si vede."
    )
    created_at = models.DateTimeField("creata il", auto_now_add=True)
    updated_at = models.DateTimeField("modificata il", auto_now=True)

    objects = FormLetterQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "lettera da inviare"
        verbose_name_plural = "lettere da inviare"
        permissions = [("publish_formletter", "Può pubblicare e ritirare le lettere da inviare")]
        constraints = [
            models.CheckConstraint(
                condition=Q(live__isnull=True) | Q(withdrawn_at__isnull=True),
                name="letter_is_live_or_withdrawn",
            ),
            is_a_sane_day("verified_on", name="letter_verified_on_a_sane_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        fact_uses.note_written(self)

    def get_absolute_url(self) -> str:
        return address_of("letter", self.live.slug if self.live else self.slug)

    @classmethod
    def findable(cls) -> FormLetterQuerySet:
        return cls.objects.live().select_related("live__topic", "live__company")

    def hits(self) -> list[Hit]:
        return [self.live.hit]


class LetterQuestion(models.Model):
    """What a letter asks its reader, in its place among the others."""

    letter = models.ForeignKey("guides.FormLetter", models.CASCADE, related_name="questions")
    datum = models.ForeignKey(
        "guides.Datum", models.PROTECT, related_name="asked_by_letters", verbose_name="dato"
    )
    position = models.PositiveSmallIntegerField("posizione", default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "domanda della lettera"
        verbose_name_plural = "domande della lettera"
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "datum"],
                name="letter_asks_once",
                violation_error_message="Questa lettera lo chiede già.",
            )
        ]

    def __str__(self) -> str:
        return str(self.datum)


class LetterSample(models.Model):
    """A reader made up by an editor: with their answers the letter is read before it is public."""

    letter = models.ForeignKey("guides.FormLetter", models.CASCADE, related_name="samples")
    position = models.PositiveSmallIntegerField("posizione", default=0)
    name = CharField(
        "chi è", max_length=140, help_text="«Ha pagato con la carta, nessuna risposta»."
    )
    answers = TextField(
        "che cosa risponde",
        max_length=6000,
        help_text="Una risposta per riga: «data-consegna: 3/11/2026». Persone e numeri inventati.",
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "lettore d’esempio"
        verbose_name_plural = "lettori d’esempio"

    def __str__(self) -> str:
        return self.name


class LetterSource(models.Model):
    """Where what a letter says comes from."""

    letter = models.ForeignKey("guides.FormLetter", models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField("posizione", default=0)
    title = CharField("titolo", max_length=240)
    address = WebAddressField("indirizzo", max_length=500)
    publisher = CharField("di chi è", max_length=140)
    consulted_on = PastDayField("consultata il")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "fonte della lettera"
        verbose_name_plural = "fonti della lettera"
        constraints = [is_a_sane_day("consulted_on", name="letter_source_read_on_a_sane_day")]

    def __str__(self) -> str:
        return self.title
