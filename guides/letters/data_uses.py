"""Which data a letter asks of readers, and which of their answers it tells apart."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Q
from django.urls import reverse

from guides.glossary import uses
from guides.glossary.live_uses import LiveUse, note
from guides.letters.fact_uses import TEXTS
from guides.letters.language.reading import NotRead, tree_of
from guides.letters.language.tree import Question, all_nodes


class LetterDatumUse(LiveUse):
    """A datum that a letter on the site asks."""

    letter = models.ForeignKey("guides.FormLetter", models.CASCADE, related_name="live_data")

    class Meta:
        verbose_name = "lettera sul sito"
        verbose_name_plural = "lettere sul sito"
        constraints = [
            models.UniqueConstraint(fields=["letter", "datum"], name="letter_datum_use_once")
        ]

    def __str__(self) -> str:
        return str(self.letter)


def note_live(letter) -> None:
    note(letter.live_data, letter.live.questions if letter.live else ())


@uses.register_dependents
def letters_with_conditions(datum) -> Iterator[uses.Use]:
    """The working copies that ask it, and what readers see."""
    letters = LetterDatumUse._meta.get_field("letter").related_model.objects.all()
    asking = Q(questions__datum=datum) | Q(live_data__datum=datum)
    for letter in letters.filter(asking).distinct().select_related("live"):
        desk = reverse("admin:guides_formletter_change", args=[letter.pk])
        found = {answer for one in (letter, letter.live) for answer in _answers(one, datum.key)}
        yield uses.Use(f"lettera «{letter}»", desk, frozenset(found))


def _answers(written, key: str) -> Iterator[str]:
    for name in TEXTS if written else ():
        try:
            nodes = list(all_nodes(tree_of(getattr(written, name))))
        except NotRead:
            continue
        conditions = (node.condition for node in nodes if isinstance(node, Question))
        yield from (one.value for one in conditions if one.key == key and one.value)
