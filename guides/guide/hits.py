"""What a search finds of a published guide: the guide itself and each of its sections."""

from collections.abc import Iterator

from guides.guide.editions import Edition
from guides.search.hit import Hit
from guides.search.kinds import Kind, register
from guides.text.openings import opening_of

WHOLE = register(Kind("guida", "Guide intere"))
PART = register(
    Kind("sezione", "Parti di una guida", within="Dalla guida «{}»", goes_on="Continua nella guida")
)


def key_of(section) -> str:
    """The same for the section as written and as published, whatever its edition."""
    return f"sezione:{section.uid}"


def hits_of(edition: Edition) -> Iterator[Hit]:
    """The guide first, then its sections, whose `key` outlives every new edition."""
    place = {
        "topic": edition.topic.slug,
        "company": edition.company.slug if edition.company else "",
        "verified_on": edition.verified_on,
    }
    yield Hit(
        key=f"guida:{edition.guide_id}",
        kind=WHOLE.name,
        title=edition.title,
        address=edition.get_absolute_url(),
        text=f"{edition.summary}\n{edition.introduction_text}",
        opening=opening_of(edition.introduction_html, edition.get_absolute_url()),
        **place,
    )
    for section in edition.sections.all():
        section.edition = edition
        yield Hit(
            key=key_of(section),
            kind=PART.name,
            title=section.title,
            problem=section.problem,
            part_of=edition.title,
            address=section.get_absolute_url(),
            text=section.body_text,
            opening=opening_of(section.body_html, edition.get_absolute_url()),
            **place,
        )
