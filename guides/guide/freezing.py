"""From the working copy to an edition: what publishing now would freeze, and freezing it."""

import json
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from guides.guide import placements
from guides.guide.editions import Edition, EditionSection
from guides.guide.with_facts.saying import Parts, say_facts


def freeze(guide, draft: Parts, *, by, note: str, internal_note: str = "") -> Edition:
    """The edition of the working copy, drawn just now: the live one if nothing changed."""
    edition, sections = draft
    places = placements.of_working_copy(guide)
    if guide.live is not None and _is_as_live(guide.live, edition, sections, places):
        return guide.live
    edition.published_by, edition.note, edition.internal_note = by, note, internal_note
    return save_as_next_edition(guide, edition, sections, places)


def save_as_next_edition(guide, edition: Edition, sections: list, places: tuple) -> Edition:
    """Save an edition as the guide's next one."""
    latest = guide.editions.order_by("-number").first()
    edition.number = latest.number + 1 if latest else 1
    edition.first_published_at = latest.first_published_at if latest else edition.published_at
    edition.save()
    for section in sections:
        section.edition = edition
    EditionSection.objects.bulk_create(sections)
    placements.save(edition, places)
    return edition


def draft_of(guide) -> Parts:
    """The edition and sections that publishing `guide` now would freeze; nothing is saved."""
    now = timezone.now()
    edition = Edition(
        guide=guide,
        title=guide.title,
        slug=guide.slug,
        summary=guide.summary,
        introduction_markdown=guide.introduction,
        topic=guide.topic,
        company=guide.company,
        author=guide.author,
        verified_on=guide.verified_on,
        cover=guide.cover.name or "",
        cover_alt=guide.cover_alt,
        cover_width=guide.cover_width,
        cover_height=guide.cover_height,
        sources=[
            {
                "title": source.title,
                "address": source.address,
                "publisher": source.publisher,
                "consulted_on": source.consulted_on.isoformat(),
            }
            for source in guide.sources.all()
        ],
        first_published_at=guide.live.first_published_at if guide.live else now,
        published_at=now,
    )
    return say_facts((edition, _draft_sections(guide)))


def _draft_sections(guide) -> list[EditionSection]:
    former = _former_slugs(guide)
    return [
        EditionSection(
            uid=section.uid,
            position=position,
            level=section.level,
            title=section.title,
            slug=section.slug,
            former_slugs=former.get(section.uid, []),
            problem=section.problem,
            body_markdown=section.body,
        )
        for position, section in enumerate(guide.sections.all())
    ]


def _former_slugs(guide) -> dict[UUID, list[str]]:
    """The fragments under which readers may have saved each section."""
    kept = list(guide.old_section_slugs.values_list("section_uid", "slug"))
    if guide.live:
        kept += guide.live.sections.values_list("uid", "slug")
    in_use = {section.slug for section in guide.sections.all()}
    former: dict[UUID, set[str]] = {}
    for uid, slug in kept:
        if slug not in in_use:
            former.setdefault(uid, set()).add(slug)
    return {uid: sorted(slugs) for uid, slugs in former.items()}


# What an edition has beside the words of its editors: times, people, and what the renderer made.
NOT_WRITTEN = {"id", "number", "first_published_at", "published_at", "published_by", "note"}
NOT_WRITTEN |= {"internal_note"}
NOT_WRITTEN |= {"edition", "renderer", "introduction_html", "introduction_text"}
NOT_WRITTEN |= {"body_html", "body_text", "sort_key"}


def _is_as_live(live: Edition, edition: Edition, sections: list, places: tuple) -> bool:
    """Publishing would change nothing that readers see."""
    return says_the_same(live, edition, sections) and placements.of_edition(live) == places


def says_the_same(live: Edition, edition: Edition, sections: list) -> bool:
    return _written(live, live.sections.all()) == _written(edition, sections)


def _written(edition: Edition, sections: Iterable[EditionSection]) -> str:
    """Everything that editors decided, as one comparable text: a new renderer changes nothing."""
    content = [
        {
            field.name: field.value_from_object(row)
            for field in row._meta.concrete_fields
            if field.name not in NOT_WRITTEN
        }
        for row in (edition, *sections)
    ]
    return json.dumps(content, sort_keys=True, default=str)
