"""What a guide's page shows, gathered once: an edition's page and a draft's are the same."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b

from guides.guide.editions import Edition, EditionSection
from guides.guide.freezing import draft_of
from guides.guide.related import related_to
from guides.guide.with_facts.endings import tell_what_is_over
from guides.pages.prepared import Parameter, Prepared

CHANGES = 10

_live_at = Prepared(lambda: Edition.objects.live().for_page().filter(slug=Parameter("slug"))[:1])
_sections_of = Prepared(lambda: EditionSection.objects.filter(edition=Parameter("edition")))
_with_a_note = Prepared(
    lambda: (
        Edition.objects.with_a_note()
        .filter(guide=Parameter("guide"))
        .only("guide", "number", "note", "published_at")
        .order_by("-number")[:CHANGES]
    )
)


@dataclass
class GuidePage:
    """An edition with its sections, in the order the page reads."""

    edition: Edition
    sections: list[EditionSection]
    # Of the page that readers see: equal as long as all is that stands in its rows.
    state: bytes = b""

    @classmethod
    def at(cls, slug: str) -> "GuidePage | None":
        """The page that readers see at this address."""
        for edition in _live_at(slug=slug):
            page = cls.of(edition)
            page.state = _state_of(page)
            return page
        return None

    @classmethod
    def of(cls, edition: Edition) -> "GuidePage":
        sections = _sections_of(edition=edition.pk)
        for section in sections:
            section.edition = edition
        tell_what_is_over(edition, sections)
        return cls(edition, sections)

    @classmethod
    def of_draft(cls, guide) -> "GuidePage":
        edition, sections = draft_of(guide)
        tell_what_is_over(edition, sections)
        return cls(edition, sections)

    @cached_property
    def problems(self) -> list[EditionSection]:
        """The sections that answer a problem in the reader's own words."""
        return [section for section in self.sections if section.problem]

    @cached_property
    def contents(self) -> list[tuple[EditionSection, list[EditionSection]]]:
        """Each section with its subsections."""
        tree: list[tuple[EditionSection, list[EditionSection]]] = []
        for section in self.sections:
            if section.level == 1 or not tree:
                tree.append((section, []))
            else:
                tree[-1][1].append(section)
        return tree

    @cached_property
    def sources(self) -> list[dict]:
        """The edition's sources, `consulted_on` as a date."""
        return [
            source | {"consulted_on": date.fromisoformat(source["consulted_on"])}
            for source in self.edition.sources
        ]

    @cached_property
    def changes(self) -> list[Edition]:
        """What changed and when: the editions that came with a public note, newest first."""
        return _with_a_note(guide=self.edition.guide_id)

    @cached_property
    def related(self) -> list[Edition]:
        """Other guides, the nearest first."""
        return related_to(self.edition, self.sections)


def _state_of(page: GuidePage) -> bytes:
    """Of every column, not of the edition's number: nobody has to know what a template shows, and
    what renders old editions anew or restores a backup has nothing to say here.
    """
    edition = page.edition
    near = (edition.topic, edition.company, edition.author)
    standing = getattr(edition.guide, "public_standing", None)
    rows = [row for row in (edition, *near, standing, *page.sections) if row is not None]
    columns = [[vars(row).get(f.attname) for f in row._meta.concrete_fields] for row in rows]
    over = [edition.over, *(section.over for section in page.sections)]
    return blake2b(repr((columns, over)).encode(), digest_size=16).digest()
