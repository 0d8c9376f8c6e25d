"""What is counted of everything that can be found: how large the index is, how rare each word."""

from django.db import models
from django.db.models import F

# Raised by whoever changes what the index keeps of a text: `rebuild_search --if-old` makes anew
# what was made before.
ANALYZER = 4


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
