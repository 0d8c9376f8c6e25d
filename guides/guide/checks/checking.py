"""Everything that an editor should know of a guide before it is published, in one list."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from django.urls import reverse
from django.utils import timezone

from guides.facts.saying import Facts
from guides.guide.anchors import anchor_of
from guides.guide.checks.inside import Pages, links_in
from guides.guide.composer import GuidePage
from guides.guide.obstacle import SECTIONS, SOURCES, Obstacle
from guides.guide.with_facts.saying import Parts, texts_of
from guides.outside.models import OutsideAddress
from guides.outside.uses import LINK as OUTSIDE
from guides.text.commonmark import MarkdownRefused, parse
from guides.text.dates import in_words
from guides.text.readability import HARD, readability_of_text

INTRODUCTION = "Introduzione"
LONG = 6_000  # characters of a section
OLD = timedelta(days=2 * 365)


@dataclass(frozen=True)
class Check:
    """One thing to look at, where it stands, and the place at the desk."""

    where: str
    what: str
    is_error: bool = False
    place: str = ""  # a field's name, a section's uid, or the address of another page of the desk
    examples: list[str] = field(default_factory=list)

    @property
    def words(self) -> Obstacle:
        return Obstacle(f"{self.where}: {self.what}", self.place)


@dataclass(frozen=True)
class _Part:
    where: str
    place: str
    html: str
    text: str
    markdown: str


def checks_of(guide) -> list[Check]:
    """Errors first. Empty when there is nothing to say."""
    page = GuidePage.of_draft(guide)
    edition, sections = page.edition, page.sections
    first = (edition.introduction_html, edition.introduction_text, edition.introduction_markdown)
    parts = [_Part(INTRODUCTION, "introduction", *first)]
    parts += [
        _Part(f"Sezione «{s}»", str(s.uid), s.body_html, s.body_text, s.body_markdown)
        for s in sections
    ]
    found = [
        *_links(guide, parts, sections),
        *_outside(parts),
        *_facts(edition, sections),
        *_headings(parts),
        *_problems(sections),
        *_sources(edition),
        *_long(sections),
        *_reading(parts),
    ]
    return sorted(found, key=lambda check: not check.is_error)


def errors_in(guide, draft: Parts) -> list[Obstacle]:
    """The links inside that lead nowhere: a publication stops."""
    edition, sections = draft
    parts = [_Part(INTRODUCTION, "introduction", edition.introduction_html, "", "")]
    parts += [_Part(f"Sezione «{s}»", str(s.uid), s.body_html, "", "") for s in sections]
    return [check.words for check in _links(guide, parts, sections) if check.is_error]


def looked_at(guide, *, by=None) -> tuple[list[str], list[Check]]:
    """What stops a publication and what to look at: the page is made once for both."""
    missing = guide.missing(by=by)
    try:
        found = checks_of(guide)
    except MarkdownRefused as why:
        return missing or [Obstacle(str(why))], []
    errors = [check.words for check in found if check.is_error]
    return missing or errors, [check for check in found if not check.is_error]


def _links(guide, parts: list[_Part], sections) -> Iterator[Check]:
    pages = Pages(guide)
    names = {anchor_of(s.slug) for s in sections} | {s.slug for s in sections}
    names |= {slug for section in sections for slug in section.former_slugs}
    for part in parts:
        for address, words in links_in(part.html):
            what, is_error = pages.wrong_with(address, names)
            if what:
                yield Check(part.where, f"il link «{words}» {what}", is_error, part.place)


def _outside(parts: list[_Part]) -> Iterator[Check]:
    used = {a.partition("#")[0]: part for part in parts for a in OUTSIDE.findall(part.html)}
    for row in OutsideAddress.objects.filter(address__in=used).exclude(state="bene"):
        if row.state not in ("nuovo", "robot", "riservato"):
            part = used[row.address]
            yield Check(part.where, f"il link «{row.address}»: {row.reason}", place=part.place)


def _facts(edition, sections) -> Iterator[Check]:
    facts = Facts.of(texts_of(edition, sections)).found.values()
    for fact in sorted(set(facts), key=lambda fact: fact.name):
        if fact.is_expired():
            what = f"«{fact}» è scaduto {in_words(fact.valid_until, 'il')}."
            yield Check("Fatti", what, place=_desk_of(fact))
        elif fact.doubt:
            what = f"«{fact}» è da ricontrollare: {fact.doubt}."
            yield Check("Fatti", what, place=_desk_of(fact))


def _desk_of(fact) -> str:
    return reverse("admin:guides_fact_change", args=[fact.pk])


def _headings(parts: list[_Part]) -> Iterator[Check]:
    for part in parts:
        levels = [int(t.tag[1]) for t in parse(part.markdown) if t.type == "heading_open"]
        if any(
            after > before + 1 for before, after in pairwise([levels[0], *levels] if levels else [])
        ):
            what = "un titoletto salta un livello (da # a ###): sulla pagina lo aggiustiamo noi."
            yield Check(part.where, what, place=part.place)


def _problems(sections) -> Iterator[Check]:
    without = [section for section in sections if not section.problem]
    if len(without) == len(sections):
        what = "nessuna sezione ha un problema: «Qual è il tuo problema?» resta vuoto."
        yield Check("Sezioni", what, place=SECTIONS)
        return
    for section in without:
        what = "non ha un problema: non sta in «Qual è il tuo problema?»."
        yield Check(f"Sezione «{section}»", what, place=str(section.uid))


def _sources(edition) -> Iterator[Check]:
    """Where its facts come from, and whether anybody has looked lately."""
    if not edition.sources:
        yield Check("Fonti", "la guida non ha fonti: da dove viene quello che dice?", place=SOURCES)
    if edition.verified_on < timezone.localdate() - OLD:
        what = f"verificata {in_words(edition.verified_on, 'il')}, più di due anni fa: ricontrolla."
        yield Check("Verifica", what, place="verified_on")


def _long(sections) -> Iterator[Check]:
    for section in sections:
        if len(section.body_markdown) > LONG:
            what = f"è lunga {len(section.body_markdown)} caratteri: dividila in più problemi."
            yield Check(f"Sezione «{section}»", what, place=str(section.uid))


def _reading(parts: list[_Part]) -> Iterator[Check]:
    for part in parts:
        reading = readability_of_text(part.text)
        if reading.index is not None and reading.index < HARD:
            what = f"Gulpease {reading.index}, {reading.said}. Le frasi più lunghe:"
            yield Check(part.where, what, place=part.place, examples=reading.longest)
