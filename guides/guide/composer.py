"""What a guide's page shows, gathered once: an edition's page and a draft's are the same."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from guides.guide.editions import Edition, EditionSection, draft_of

RELATED = 5


@dataclass
class GuidePage:
    """An edition with its sections, in the order the page reads."""

    edition: Edition
    sections: list[EditionSection]

    @classmethod
    def of(cls, edition: Edition) -> "GuidePage":
        sections = list(edition.sections.all())
        for section in sections:
            section.edition = edition
        return cls(edition, sections)

    @classmethod
    def of_draft(cls, guide) -> "GuidePage":
        return cls(*draft_of(guide))

    @property
    def problems(self) -> list[EditionSection]:
        """The sections that answer a problem in the reader's own words."""
        return [section for section in self.sections if section.problem]

    @property
    def contents(self) -> list[tuple[EditionSection, list[EditionSection]]]:
        """Each section with its subsections."""
        tree: list[tuple[EditionSection, list[EditionSection]]] = []
        for section in self.sections:
            if section.level == 1 or not tree:
                tree.append((section, []))
            else:
                tree[-1][1].append(section)
        return tree

    @property
    def sources(self) -> list[dict]:
        """The edition's sources, `consulted_on` as a date."""
        return [
            source | {"consulted_on": date.fromisoformat(source["consulted_on"])}
            for source in self.edition.sources
        ]

    @cached_property
    def changes(self) -> list[Edition]:
        """What changed and when: the editions that came with a public note, newest first."""
        editions = self.edition.guide.editions.exclude(note="")
        return list(
            editions.only("guide", "number", "note", "published_at").order_by("-number")[:10]
        )

    @cached_property
    def related(self) -> list[Edition]:
        """Other guides: of the same company first, then of the same topic."""
        return Edition.objects.live().for_cards().related_to(self.edition, most=RELATED)
