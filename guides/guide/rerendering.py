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


def _render(edition: Edition) -> None:
    introduction = edition.introduction_markdown
    sections = list(edition.sections.all())
    for section in sections:
        below = HEADING_BELOW[section.level]
        section.body_html = markdown.render(section.body_markdown, headings_from=below)
        section.body_text = markdown.plain_text(section.body_markdown)
    # Frozen rows are never saved again; this writes nothing that an editor decided.
    EditionSection.objects.bulk_update(sections, ["body_html", "body_text"])
    Edition.objects.filter(pk=edition.pk).update(
        introduction_html=markdown.render(introduction, headings_from=2),
        introduction_text=markdown.plain_text(introduction),
        renderer=markdown.RENDERER,
    )
    if edition.guide.live_id == edition.pk:
        purge(f"guide:{edition.guide_id}")
        edition.guide.refresh_hits()
