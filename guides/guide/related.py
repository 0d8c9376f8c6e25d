"""Other guides for readers of one: of the same company; those that its text sends to, where a
reader goes next; of the company's sector; of its topic. Of each the freshest first.

Short walks along an index: the number of guides does not matter.
"""

import re
from collections.abc import Iterable

from guides.guide.editions import Edition, guide_at, guides_of
from guides.guide.placements import EditionSector
from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import shows

SHOWN = ("guide", "slug", "title", "verified_on", "company__sector")
MOST = 4
MOST_NEXT = 4
TO_A_GUIDE = re.compile(r"\]\(/guide/([a-z0-9-]+)/")


def related_to(edition: Edition, sections: Iterable = ()) -> list[Edition]:
    sector = edition.company.sector_id if edition.company else None
    near = {"company": edition.company_id, "sector": sector, "topic": edition.topic_id}
    following = _sent_to(edition, sections)
    shows(*(guides_of(kind, pk) for kind, pk in near.items()), *map(guide_at, following))
    found = _near(guide=edition.guide_id, **near, **_as_parameters(following))

    def nearness(other: Edition) -> tuple:
        is_of_another = not other.company_id or other.company_id != edition.company_id
        place = following.index(other.slug) if other.slug in following else MOST_NEXT
        is_of_another_trade = not sector or sector != getattr(other.company, "sector_id", None)
        freshness = (-other.verified_on.toordinal(), -other.pk)
        return is_of_another, place, is_of_another_trade, *freshness

    return sorted(found, key=nearness)[:MOST]


def _sent_to(edition: Edition, sections: Iterable) -> list[str]:
    """Slugs of the guides that the text names, in the order in which a reader meets them."""
    texts = (edition.introduction_markdown, *(section.body_markdown for section in sections))
    slugs = dict.fromkeys(slug for text in texts for slug in TO_A_GUIDE.findall(text))
    return list(slugs)[:MOST_NEXT]


def _as_parameters(slugs: list[str]) -> dict[str, str]:
    padded = [*slugs, *[""] * MOST_NEXT]
    return {f"next{n}": padded[n] for n in range(MOST_NEXT)}


def _nearest():
    others = Edition.objects.live().exclude(guide=Parameter("guide"))
    freshest = others.order_by("-verified_on", "-pk").values("pk")
    in_its_sector = EditionSector.objects.filter(
        sector=Parameter("sector"), edition__live_guide__isnull=False
    ).order_by("-edition")
    sent_to = others.filter(slug__in=[Parameter(f"next{n}") for n in range(MOST_NEXT)])
    lists = (
        freshest.filter(topic=Parameter("topic"))[:MOST],
        freshest.filter(company=Parameter("company"))[:MOST],
        in_its_sector.values("edition")[: MOST + 1],  # the guide itself may stand there
        sent_to.order_by().values("pk"),
    )
    rows = Edition.objects.order_by().values("pk")
    chosen = [rows.filter(pk__in=few) for few in lists]
    found = others.select_related("company").only(*SHOWN)
    return found.filter(pk__in=chosen[0].union(*chosen[1:])).order_by()


_near = Prepared(_nearest)
