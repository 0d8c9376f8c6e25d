"""Stored HTML made anew when the renderer has changed; what editors wrote stays as it is."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F

from guides.guide.editions import HEADING_BELOW, Edition, EditionSection
from guides.pages.models import purge
from guides.text import markdown


def render_old_editions() -> Iterator[Edition]:
    """Render each edition that an older renderer made, live ones first; yields what is done.

    One transaction an edition: it can be stopped and begun again.
    """
    old = Edition.objects.filter(renderer__lt=markdown.RENDERER)
    for edition in old.order_by(F("live_guide").asc(nulls_last=True), "pk").iterator(
        chunk_size=100
    ):
        with transaction.atomic():
            _render(edition)
        yield edition


def render_introduction(edition: Edition) -> None:
    """Fill what the renderer makes of an edition's own text; nothing is saved."""
    edition.introduction_html = markdown.render(edition.introduction_markdown, headings_from=2)
    edition.introduction_text = markdown.plain_text(edition.introduction_markdown)
    edition.renderer = markdown.RENDERER


def render_section(section: EditionSection) -> None:
    below = HEADING_BELOW[section.level]
    section.body_html = markdown.render(section.body_markdown, headings_from=below)
    section.body_text = markdown.plain_text(section.body_markdown)


def _render(edition: Edition) -> None:
    sections = list(edition.sections.all())
    for section in sections:
        render_section(section)
    # Frozen rows are never saved again; this writes nothing that an editor decided.
    EditionSection.objects.bulk_update(sections, ["body_html", "body_text"])
    render_introduction(edition)
    made = ("introduction_html", "introduction_text", "renderer")
    Edition.objects.filter(pk=edition.pk).update(**{name: getattr(edition, name) for name in made})
    if edition.guide.live_id == edition.pk:
        purge(f"guide:{edition.guide_id}")
        edition.guide.refresh_hits()
