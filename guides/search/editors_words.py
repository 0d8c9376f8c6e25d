"""What editors tell the search: synonyms, signposts, the answer that stands first."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from guides.search import query
from guides.search.models import SearchIndex
from guides.text.fields import CharField, WebAddressField


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
