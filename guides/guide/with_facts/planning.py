"""What a fact's new value would do to the pages that readers see, and what stands in its way.

What would be published is the live edition's own content with the new value. The working copy is
not: what an editor has not published yet stays so.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from django.utils import timezone

from guides.facts.models import Fact
from guides.facts.saying import Facts
from guides.guide.editions import Edition, EditionSection
from guides.guide.freezing import says_the_same
from guides.guide.models import Guide
from guides.guide.with_facts.saying import Parts, say_facts, texts_of
from guides.text import markdown
from guides.text.commonmark import MarkdownRefused
from guides.text.word_diff import in_one, word_diff

# What every publication has of its own.
OF_A_PUBLICATION = {
    "id",
    "edition",
    "number",
    "published_at",
    "published_by",
    "note",
    "internal_note",
}


@dataclass(frozen=True)
class Compared:
    """A part of a page and its lines that change, as harmless HTML with the words marked."""

    where: str
    lines: list[str]


@dataclass
class Touched:
    """A guide that readers would see otherwise: its edition and sections, not saved."""

    guide: Guide
    edition: Edition
    sections: list[EditionSection]
    obstacles: list[str] = field(default_factory=list)

    @cached_property
    def compared(self) -> list[Compared]:
        pairs = [("Sommario", self.guide.live.summary, self.edition.summary)]
        pairs += [(where or "Introduzione", old, new) for where, _, old, new in self.texts]
        return [Compared(w, changed_lines(old, new)) for w, old, new in pairs if old != new]

    @property
    def texts(self) -> Iterator[tuple[str, str, str, str]]:
        """(where, as written, as readers see it, as they would) of each Markdown text."""
        live, now = self.guide.live, self.edition
        introduction = now.introduction_written, live.introduction_markdown
        yield "", *introduction, now.introduction_markdown
        before = {section.uid: section.body_markdown for section in live.sections.all()}
        for section in self.sections:
            body = section.body_written, before[section.uid], section.body_markdown
            yield f"Sezione «{section}»", *body

    @property
    def says(self) -> str:
        now = [self.edition.summary, str(self.edition.endings), *(t[3] for t in self.texts)]
        return "\x1f".join([f"{self.guide.pk}:{self.guide.live_id}", *now])


class Elsewhere(Protocol):
    """A page of a later room that readers would see otherwise: nothing of it is saved."""

    title: str
    address: str
    has_changes: bool  # not published yet, which stay so
    compared: list[Compared]
    says: str
    obstacles: list[str]

    def publish_again(self, *, by, note: str):
        """Return the new edition; raises ChangedMeanwhile."""


_elsewhere: list[Callable[[Fact], Iterable[Elsewhere]]] = []


def register_pages(find: Callable[[Fact], Iterable[Elsewhere]]) -> None:
    """Register a finder of pages that show a fact; later rooms call it."""
    _elsewhere.append(find)


@dataclass
class Plan:
    """All that saving a fact would do."""

    touched: list[Touched]
    obstacles: list[str]
    elsewhere: list[Elsewhere] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return len(self.touched) + len(self.elsewhere)

    @property
    def digest(self) -> str:
        """Of what its editor is shown; "" when no page changes."""
        said = "\x1e".join(each.says for each in (*self.touched, *self.elsewhere))
        return hashlib.sha256(said.encode()).hexdigest()[:20] if said else ""


def plan_of(fact: Fact) -> Plan:
    """What saving `fact`, as it stands in memory, would do; nothing is saved."""
    guides = guides_showing(fact).select_related("live").order_by("pk")
    touched = [each for guide in guides if (each := _touched(guide, fact))]
    elsewhere = [each for find in _elsewhere for each in find(fact)]
    obstacles = [what for each in (*touched, *elsewhere) for what in each.obstacles]
    return Plan(touched, obstacles + _obstacles_in_working_copies(fact), elsewhere)


def guides_showing(fact: Fact):
    """The guides on whose pages it stands now."""
    return Guide.objects.filter(
        pk__in=Guide.objects.filter(live__fact_uses__fact=fact.pk).values("pk")
    )


def said_anew(edition: Edition, *, fact: Fact | None = None) -> Parts:
    """An edition and its sections as they would be frozen now, `fact` as it stands in memory."""
    again, sections = copied(edition)
    facts = Facts.of(texts_of(again, sections)).with_value_of(fact)
    return say_facts((again, sections), facts=facts)


def copied(edition: Edition) -> Parts:
    """An edition and its sections, to be changed and published as the next one."""
    again, sections = _copy(edition), [_copy(section) for section in edition.sections.all()]
    again.guide, again.published_at = edition.guide, timezone.now()
    return again, sections


def _copy(row):
    kept = [f.attname for f in row._meta.concrete_fields if f.name not in OF_A_PUBLICATION]
    return type(row)(**{name: getattr(row, name) for name in kept})


def _touched(guide: Guide, fact: Fact) -> Touched | None:
    """None when its page would be the same."""
    try:
        touched = Touched(guide, *said_anew(guide.live, fact=fact))
    except MarkdownRefused as refused:
        return Touched(guide, guide.live, [], [f"«{guide.live.title}»: {refused}"])
    if says_the_same(guide.live, touched.edition, touched.sections):
        return None
    touched.obstacles = list(_obstacles(touched, fact))
    return touched


def _obstacles(touched: Touched, fact: Fact) -> Iterator[str]:
    """What the new value would break: tags that say nothing any more, texts past their bounds."""
    edition, title = touched.edition, f"«{touched.guide.live.title}»"
    for where, written, before, now in touched.texts:
        wrong = Facts.of([written]).with_value_of(fact).problems(written)
        known = markdown.errors(before)
        wrong += [error for error in markdown.errors(now) if error not in known]
        yield from (f"{title}, {where or 'introduzione'}: {what}" for what in wrong)
    written = edition.summary_written
    wrong = Facts.of([written]).with_value_of(fact).problems_in_a_line(written)
    most = Guide._meta.get_field("summary").max_length
    if len(edition.summary) > most:
        wrong.append(f"non può superare {most} caratteri.")
    yield from (f"{title}, sommario: {what}" for what in wrong)


def _obstacles_in_working_copies(fact: Fact) -> list[str]:
    """Tags not published yet that the fact, as it stands in memory, would not answer."""
    found = []
    for use in fact.uses.select_related("guide", "section"):
        text = use.section.body if use.section else use.guide.introduction
        facts = Facts.of([text, use.guide.summary]).with_value_of(fact)
        wrong = facts.problems(text)
        if not use.section:
            wrong += facts.problems_in_a_line(use.guide.summary)
        where = f"«{use.guide}», nella copia di lavoro"
        where += f", sezione «{use.section}»" if use.section else ""
        found += [f"{where}: {what}" for what in wrong if f"«{fact.key}»" in what]
    return found


def changed_lines(old: str, new: str) -> list[str]:
    """As readers read them; a fact stays in its line, so lines stand beside each other."""
    before, now = markdown.plain_text(old), markdown.plain_text(new)
    if before == now:  # only where a link leads
        before, now = old, new
    pairs = zip(before.split("\n"), now.split("\n"), strict=False)
    return [in_one(word_diff(line, other)) for line, other in pairs if line != other]
