"""What the index keeps, and the words that editors keep for it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from guides.search import query
from guides.text.alphabet import sort_key
from guides.text.fields import CharField, WebAddressField

# Raised by whoever changes what the index keeps of a text: `rebuild_search --if-old` makes anew
# what was made before.
ANALYZER = 2


class SearchIndex(models.Model):
    """The one row that says how large the index is and how often editors changed its words."""

    made_by = models.PositiveSmallIntegerField(default=1)
    version = models.BigIntegerField(default=0)
    editors_version = models.BigIntegerField(default=0)
    documents = models.IntegerField(default=0)
    title_words = models.BigIntegerField(default=0)
    body_words = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_search_index")
        ]

    def __str__(self) -> str:
        return f"{self.documents} testi, stato {self.version}"

    @classmethod
    def current(cls) -> "SearchIndex":
        """The row, or an empty index where nothing has been published yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @classmethod
    def advance(cls, counter: str) -> None:
        """Add one to a counter; the row stays locked until the transaction ends."""
        if not cls.objects.filter(pk=1).update(**{counter: F(counter) + 1}):
            cls.objects.create(pk=1, made_by=ANALYZER, **{counter: 1})

    @property
    def is_old(self) -> bool:
        return self.documents > 0 and self.made_by != ANALYZER


class SearchDocumentQuerySet(models.QuerySet):
    def for_hits(self, keys: Iterable[int], promoted: str):
        """The documents with these primary keys, and the promoted one, with what a hit shows."""
        wanted = Q(pk__in=list(keys)) | Q(key=promoted)
        return self.filter(wanted).defer("title_stems", "body_stems", "words")

    def topics(self):
        """The topics to browse by when a search finds nothing."""
        topics = self.filter(kind="argomento").only("title", "address").order_by("title")[:200]
        return sorted(topics, key=lambda topic: sort_key(topic.title))[:20]


class SearchDocument(models.Model):
    """Something public that a search can find: a section, a guide, a story, a company, a topic.

    A migration that alters a field makes SQLite write the table anew, without the triggers that
    keep FTS5 (0007_search_full_text): it must bring them back.
    """

    key = models.CharField(max_length=100, unique=True)
    owner = models.CharField(max_length=100, db_index=True)
    kind = models.CharField("tipo", max_length=30, db_index=True)
    title = models.CharField("titolo", max_length=300)
    problem = models.CharField("problema", max_length=300, blank=True)
    part_of = models.CharField("nella guida", max_length=300, blank=True)
    address = models.CharField("indirizzo", max_length=500)
    topic = models.CharField("argomento", max_length=100, blank=True, db_index=True)
    company = models.CharField("azienda", max_length=100, blank=True, db_index=True)
    text = models.TextField("testo", blank=True)
    # Safe HTML, as its room renders it: how the answer begins, when it is the best hit.
    opening = models.TextField("come comincia", blank=True)
    verified_on = models.DateField("verificata il", null=True, blank=True)
    # Words as made by term.as_field: stems of title, guide and problem; those and the text's;
    # every word unstemmed.
    title_stems = models.TextField(blank=True)
    body_stems = models.TextField(blank=True)
    words = models.TextField(blank=True)
    title_length = models.PositiveIntegerField(default=0)
    body_length = models.PositiveIntegerField(default=0)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "testo trovabile"
        verbose_name_plural = "testi trovabili"
        indexes = [
            models.Index(fields=["kind", "title"], name="search_documents_of_a_kind"),
            # The name of a topic among the thousand sections that are on it.
            models.Index(fields=["kind", "topic"], name="search_kind_on_a_topic"),
            models.Index(fields=["kind", "company"], name="search_kind_about_a_company"),
        ]

    def __str__(self) -> str:
        return f"{self.part_of} · {self.title}" if self.part_of else self.title


class IndexedStem(models.Model):
    """How many documents hold a stem."""

    stem = models.CharField(max_length=120, unique=True)
    documents = models.IntegerField()

    def __str__(self) -> str:
        return self.stem


class IndexedWord(models.Model):
    """A word as at least one document writes it, with accents folded: what the speller knows."""

    word = models.CharField(max_length=120, unique=True)
    stem = models.CharField(max_length=120)
    documents = models.IntegerField()

    def __str__(self) -> str:
        return self.word


class EditorsWord(models.Model):
    """What an editor adds to the search: every worker reads it anew after a change."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        SearchIndex.advance("editors_version")

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        SearchIndex.advance("editors_version")
        return deleted


class Synonym(EditorsWord):
    """What readers write, and what our texts say instead."""

    wordings = CharField(
        "quando si scrive",
        max_length=500,
        help_text="Parole o espressioni separate da virgole: «ali express, aliexpres».",
    )
    meaning = CharField(
        "cerca",
        max_length=200,
        help_text="La parola o l’espressione che usano le nostre guide: «aliexpress».",
    )
    replaces = models.BooleanField(
        "è una grafia sbagliata",
        default=False,
        help_text="Se sì, si cerca solo la forma giusta. Se no è un sinonimo: si cercano "
        "entrambe, nei due sensi.",
    )

    class Meta:
        verbose_name = "sinonimo o grafia"
        verbose_name_plural = "sinonimi e grafie"
        ordering = ["meaning"]

    def __str__(self) -> str:
        return f"{self.wordings} → {self.meaning}"

    def clean(self) -> None:
        wordings = self.wordings.split(",")
        if not all(query.parse(text) for text in [self.meaning, *wordings]):
            raise ValidationError("Scrivi almeno una parola per ogni forma.")


class Signpost(EditorsWord):
    """Where to send who asks about what this site does not treat, and who deals with it."""

    wordings = CharField(
        "quando si cerca",
        max_length=1_000,
        help_text="Parole, nomi o espressioni separate da virgole: «canone rai, abbonamento rai». "
        "La ricerca non li scambia mai per altre parole.",
    )
    says = CharField(
        "che cosa dire",
        max_length=300,
        help_text="Una frase: «Del canone si occupa l’Agenzia delle Entrate».",
    )
    name = CharField("chi se ne occupa", max_length=120, blank=True)
    address = WebAddressField("il suo sito", blank=True)

    class Meta:
        verbose_name = "indicazione per chi cerca altro"
        verbose_name_plural = "indicazioni per chi cerca altro"
        ordering = ["wordings"]
        constraints = [
            models.CheckConstraint(
                condition=Q(address="") | ~Q(name=""), name="signpost_with_an_address_names_it"
            )
        ]

    def __str__(self) -> str:
        return self.wordings

    def clean(self) -> None:
        if not all(query.parse(text) for text in self.wordings.split(",")):
            raise ValidationError(
                {"wordings": "Scrivi almeno una parola fra una virgola e l’altra."}
            )
        if self.address and not self.name:
            raise ValidationError({"name": "Scrivi di chi è il sito: è il testo del collegamento."})


class PromotedAnswer(EditorsWord):
    """The text that editors put first for a question."""

    question = CharField(
        "domanda",
        max_length=200,
        help_text="Vale anche con le parole in altro ordine, al plurale o senza accenti.",
    )
    question_key = models.CharField(max_length=500, editable=False, unique=True)
    document_key = models.CharField(max_length=100, editable=False)

    class Meta:
        verbose_name = "risposta in evidenza"
        verbose_name_plural = "risposte in evidenza"
        ordering = ["question"]

    def __str__(self) -> str:
        return self.question

    def save(self, *args, **kwargs) -> None:
        self.question_key = query.parse(self.question).key
        super().save(*args, **kwargs)
