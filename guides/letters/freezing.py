"""From the working copy to an edition: what publishing now would freeze, and freezing it."""

import json

from django.utils import timezone

from guides.facts.formats import formats_of, words_of
from guides.facts.models import Fact
from guides.facts.saying import Facts
from guides.letters.editions import LetterEdition
from guides.letters.fact_uses import MARKDOWN, TEXTS, facts_mentioned, facts_of, markdown_of

COPIED = ("title", "slug", "summary", "topic", "company", "channel", "author", "verified_on")
# What every publication has of its own.
OF_A_PUBLICATION = {"id", "number", "first_published_at", "published_at", "published_by", "note"}


def draft_of(letter) -> LetterEdition:
    """The edition that publishing `letter` now would freeze; nothing is saved."""
    now = timezone.now()
    draft = LetterEdition(
        letter=letter,
        **{name: getattr(letter, name) for name in (*COPIED, *TEXTS, *MARKDOWN)},
        questions=[question.datum.key for question in letter.questions.all()],
        terms=[term.rule.slug for term in letter.terms.all() if term.is_after],
        sources=[
            {
                "title": source.title,
                "address": source.address,
                "publisher": source.publisher,
                "consulted_on": source.consulted_on.isoformat(),
            }
            for source in letter.sources.all()
        ],
        first_published_at=letter.live.first_published_at if letter.live else now,
        published_at=now,
    )
    return with_facts_said(draft)


def with_facts_said(edition: LetterEdition, fact: Fact | None = None) -> LetterEdition:
    """What its facts say now, `fact` as it stands in memory."""
    facts = Facts.of(markdown_of(edition)).with_value_of(fact)
    for name, written in zip(MARKDOWN, markdown_of(edition), strict=True):
        said = facts.said(written)
        setattr(edition, name, said)
        setattr(edition, f"{name}_as_written", written if said != written else "")
    edition.facts = facts_said(edition, fact)
    return edition


def facts_said(written, fact: Fact | None = None) -> dict[str, str]:
    """{"fatto|formato": words} of a letter or an edition; without those that say nothing."""
    found = facts_of(written)
    if fact is not None:
        found = {key: fact if each.pk == fact.pk else each for key, each in found.items()}
    return {
        f"{mention.key}|{mention.format}": words_of(one, mention.format)
        for mention in facts_mentioned(written)
        if (one := found.get(mention.key)) and mention.format in ("", *formats_of(one))
    }


def copied(edition: LetterEdition) -> LetterEdition:
    """The same words, to be published as the next edition."""
    fields = [f for f in edition._meta.concrete_fields if f.name not in OF_A_PUBLICATION]
    again = LetterEdition(**{f.attname: getattr(edition, f.attname) for f in fields})
    again.first_published_at, again.published_at = edition.first_published_at, timezone.now()
    return again


def save_as_next_edition(edition: LetterEdition, *, by, note: str) -> LetterEdition:
    """Save an edition as its letter's next one."""
    latest = edition.letter.editions.order_by("-number").first()
    edition.number = latest.number + 1 if latest else 1
    edition.published_by, edition.note = by, note
    edition.save()
    return edition


def says_the_same(one: LetterEdition, other: LetterEdition) -> bool:
    return written(one) == written(other)


def written(edition: LetterEdition) -> str:
    """Everything that editors decided, as one comparable text."""
    fields = [f for f in edition._meta.concrete_fields if f.name not in OF_A_PUBLICATION]
    content = {f.name: f.value_from_object(edition) for f in fields if f.name != "sort_key"}
    return json.dumps(content, sort_keys=True, default=str)
