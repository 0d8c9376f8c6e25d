"""What the index keeps of each thing that can be found."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from guides.text.alphabet import sort_key


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
