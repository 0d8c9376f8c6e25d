"""An edition with its facts said: in its columns what readers see, beside it what was written."""

from collections.abc import Callable

from guides.deadlines.tags import with_links
from guides.facts.saying import Facts
from guides.guide.editions import HEADING_BELOW, Edition, EditionSection
from guides.guide.with_facts.endings import endings_of
from guides.text import markdown

Parts = tuple[Edition, list[EditionSection]]


def texts_of(edition: Edition, sections: list[EditionSection]) -> list[str]:
    """As they were written, the edition's own first."""
    own = [edition.summary_written, edition.introduction_written]
    return own + [section.body_written for section in sections]


def say_facts(parts: Parts, *, facts: Facts | None = None) -> Parts:
    """Fill what readers see from what was written; nothing is saved."""
    edition, sections = parts
    facts = facts or Facts.of(texts_of(edition, sections))
    edition.summary, edition.summary_as_written = _both(
        edition.summary_written, facts.said_in_a_line
    )

    def say(written: str) -> str:
        return facts.said(with_links(written))

    said, written = _both(edition.introduction_written, say)
    edition.introduction_markdown, edition.introduction_as_written = said, written
    edition.introduction_html = markdown.render(said, headings_from=2)
    edition.introduction_text = markdown.plain_text(said)
    for section in sections:
        said, written = _both(section.body_written, say)
        section.body_markdown, section.body_as_written = said, written
        section.body_html = markdown.render(said, headings_from=HEADING_BELOW[section.level])
        section.body_text = markdown.plain_text(said)
    edition.endings = endings_of(edition, sections, facts)
    edition.renderer = markdown.RENDERER
    return edition, sections


def _both(written: str, say: Callable[[str], str]) -> tuple[str, str]:
    """What readers see, and what was written where that is something else."""
    said = say(written)
    return said, written if said != written else ""
