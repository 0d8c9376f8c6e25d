"""Which fact stands in which letter: a fact in one, written or live, cannot be deleted."""

from django.db import models

from guides.facts.models import Fact
from guides.facts.saying import Facts, facts_by_key
from guides.letters.language.reading import NotRead, tree_of
from guides.letters.language.tree import Mention, Names, mentions

TEXTS = ("sender", "recipient", "subject", "body", "attachments")  # in the letters' language
MARKDOWN = ("sending", "no_answer")


class LetterFactUse(models.Model):
    """A fact in a letter's working copy, or in what readers see of it."""

    fact = models.ForeignKey("guides.Fact", models.PROTECT, related_name="letter_uses")
    letter = models.ForeignKey("guides.FormLetter", models.CASCADE, related_name="fact_uses")
    is_live = models.BooleanField("sul sito")

    class Meta:
        verbose_name = "uso in una lettera"
        verbose_name_plural = "usi nelle lettere"
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "letter", "is_live"], name="letter_fact_use_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter}, sul sito" if self.is_live else str(self.letter)


def facts_mentioned(written) -> list[Mention]:
    """Of a letter or an edition: the facts in its own language; none in what cannot be read."""
    found = []
    for name in TEXTS:
        try:
            found += mentions(tree_of(getattr(written, name)), Names.FACT)
        except NotRead:
            continue
    return found


def facts_of(written) -> dict[str, Fact]:
    """By the key with which the letter names them."""
    return facts_by_key({mention.key for mention in facts_mentioned(written)})


def markdown_of(written) -> list[str]:
    """The texts that are Markdown, as they were written."""
    return [
        getattr(written, f"{name}_as_written", "") or getattr(written, name) for name in MARKDOWN
    ]


def note_written(letter) -> None:
    _note(letter, letter, is_live=False)


def note_live(letter) -> None:
    if letter.live is None:
        letter.fact_uses.filter(is_live=True).delete()
    else:
        _note(letter, letter.live, is_live=True)


def _note(letter, written, *, is_live: bool) -> None:
    texts = markdown_of(written)
    facts = Facts.of(texts)
    used = {fact for text in texts for fact in facts.used_in(text)} | set(
        facts_of(written).values()
    )
    rows = letter.fact_uses.filter(is_live=is_live)
    rows.exclude(fact__in=used).delete()
    there = set(rows.values_list("fact", flat=True)) if used else set()
    LetterFactUse.objects.bulk_create(
        LetterFactUse(fact=fact, letter=letter, is_live=is_live)
        for fact in used
        if fact.pk not in there
    )
