"""The days that follow a letter, and those that it says: both are rules of `deadlines`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from guides.deadlines import uses
from guides.deadlines.content import CannotCount
from guides.deadlines.counting import Due
from guides.deadlines.models import Rule
from guides.deadlines.uses import RuleUse
from guides.letters.fact_uses import TEXTS
from guides.letters.language.reading import NotRead, tree_of
from guides.letters.language.tree import Names, mentions


class LetterTerm(models.Model):
    """A rule whose day follows the sending of a letter, or by which it is sent."""

    letter = models.ForeignKey("guides.FormLetter", models.CASCADE, related_name="terms")
    rule = models.ForeignKey(
        "guides.Rule", models.PROTECT, related_name="letter_terms", verbose_name="scadenza"
    )
    position = models.PositiveSmallIntegerField("posizione", default=0)
    is_after = models.BooleanField(
        "si conta dall’invio",
        default=True,
        help_text="Se no, è il termine entro cui la lettera si manda: sta solo fra i collegamenti.",
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "scadenza della lettera"
        verbose_name_plural = "scadenze della lettera"
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "rule"],
                name="letter_term_once",
                violation_error_message="Questa scadenza c’è già.",
            )
        ]

    def __str__(self) -> str:
        return str(self.rule)


def letters_of_rule(rule) -> str:
    """The tag of "which letters a rule has"."""
    return f"rule:{rule.pk}/letters"


def rules_named(written) -> dict[str, Rule]:
    """The live rules that the texts of a letter or an edition say, by slug."""
    slugs = set()
    for name in TEXTS:
        try:
            slugs |= {m.key for m in mentions(tree_of(getattr(written, name)), Names.TERM)}
        except NotRead:
            continue
    return {rule.slug: rule for rule in Rule.objects.live().filter(slug__in=slugs)} if slugs else {}


def due_of(rule: Rule, start: date, value) -> Due | None:
    """None when no day can be given; `value` answers as guides/glossary/answers.py does."""
    try:
        return rule.due(start, SimpleNamespace(value=value))
    except CannotCount:
        return None


@dataclass(frozen=True)
class DayAfter:
    """A day that follows the sending: what happens by then, and where it is told in full."""

    rule: Rule
    due: Due
    query: str

    @property
    def address(self) -> str:
        return f"{self.rule.get_absolute_url()}?{self.query}"

    @property
    def calendar(self) -> str:
        return f"{reverse('deadline_calendar', args=[self.rule.slug])}?{self.query}"


def days_after(
    slugs: Iterable[str], sent_on: date, pairs: dict[str, Any], value
) -> Iterator[DayAfter]:
    """In order of time. `pairs` go along in the address: what is not personal."""
    slugs = list(slugs)
    rules = Rule.objects.live().filter(slug__in=slugs) if slugs else ()
    found = []
    for rule in rules:
        if due := due_of(rule, sent_on, value):
            query = urlencode(pairs | {rule.said.starts_from: sent_on.isoformat()})
            found.append(DayAfter(rule, due, query))
    yield from sorted(found, key=lambda day: (day.due.day, day.rule.slug))


@uses.register
def letters_using(rule) -> Iterator[RuleUse]:
    """The letters that a rule's day follows, and those that say it."""
    for term in LetterTerm.objects.filter(rule=rule).select_related("letter"):
        yield _use(term.letter)
    letters = LetterTerm._meta.get_field("letter").related_model.objects.all()
    for letter in letters.exclude(terms__rule=rule):
        if rule.slug in rules_named(letter):
            yield _use(letter)


def _use(letter) -> RuleUse:
    desk = reverse("admin:guides_formletter_change", args=[letter.pk])
    return RuleUse(f"Lettera «{letter}»", desk, letter.is_public)
