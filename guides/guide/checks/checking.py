"""Everything that an editor should know of a guide before it is published, in one list."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from guides.facts.saying import Facts
from guides.guide.anchors import anchor_of
from guides.guide.checks.inside import Pages, links_in
from guides.guide.composer import GuidePage
from guides.guide.obstacle import Obstacle
from guides.guide.outside_links import LINK as OUTSIDE
from guides.guide.with_facts.saying import texts_of
from guides.outside.models import OutsideAddress
from guides.text.commonmark import parse
from guides.text.dates import in_words
from guides.text.readability import HARD, readability_of_text

INTRODUCTION = "Introduzione"


@dataclass(frozen=True)
class Check:
    """One thing to look at, where it stands, and the place at the desk."""

    where: str
    what: str
    is_error: bool = False
    place: str = ""  # a section's uid
    examples: list[str] = field(default_factory=list)


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
    parts = [_Part(INTRODUCTION, "", edition.introduction_html, edition.introduction_text,
                   edition.introduction_markdown)]  # fmt: skip
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
        *_reading(parts),
    ]
    return sorted(found, key=lambda check: not check.is_error)


def errors_of(guide) -> list[Obstacle]:
    """The links inside that lead nowhere: a publication stops."""
    page = GuidePage.of_draft(guide)
    edition, sections = page.edition, page.sections
    parts = [_Part(INTRODUCTION, "", edition.introduction_html, "", "")]
    parts += [_Part(f"Sezione «{s}»", str(s.uid), s.body_html, "", "") for s in sections]
    return [
        Obstacle(f"{c.where}: {c.what}", c.place or "introduction")
        for c in _links(guide, parts, sections)
        if c.is_error
    ]


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
            yield Check("Fatti", f"«{fact}» è scaduto {in_words(fact.valid_until, 'il')}.")
        elif fact.doubt:
            yield Check("Fatti", f"«{fact}» è da ricontrollare: {fact.doubt}.")


def _headings(parts: list[_Part]) -> Iterator[Check]:
    for part in parts:
        levels = [int(t.tag[1]) for t in parse(part.markdown) if t.type == "heading_open"]
        if any(
            after > before + 1 for before, after in pairwise([levels[0], *levels] if levels else [])
        ):
            what = "un titoletto salta un livello (da # a ###): sulla pagina lo aggiustiamo noi."
            yield Check(part.where, what, place=part.place)


def _problems(sections) -> Iterator[Check]:
    if not any(section.problem for section in sections):
        what = "nessuna sezione ha un problema: «Qual è il tuo problema?» resta vuoto."
        yield Check("Sezioni", what)


def _reading(parts: list[_Part]) -> Iterator[Check]:
    for part in parts:
        reading = readability_of_text(part.text)
        if reading.index is not None and reading.index < HARD:
            what = f"Gulpease {reading.index}, {reading.said}. Le frasi più lunghe:"
            yield Check(part.where, what, place=part.place, examples=reading.longest)
