"""What to do now, on the pages of others: the ways, the letters and the days that belong there.

One query of the index of what is found: it holds only what readers see, whatever its room.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from guides.guide import anchors
from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import shows
from guides.search.documents import SearchDocument
from guides.solver.editions import FlowPlace, flows_of

MOST = 2  # of each kind
READ = 60
# Kinds of what is found, as their rooms call them; what stands beside them.
HEADINGS = {
    "percorso guidato": "Passo per passo",
    "lettera": "Che cosa scrivere",
    "scadenza": "Entro quando",
}
anchors.reserve("da-fare-subito")


class Act(NamedTuple):
    key: str
    kind: str
    title: str
    address: str
    topic: str
    company: str


@dataclass(frozen=True)
class ActGroup:
    heading: str
    acts: list[Act]


def acts_near(
    *, topic=None, company=None, guide: int | None = None, but: str = ""
) -> list[ActGroup]:
    """Of a page about a topic, a company, a guide: the nearest first, at most two of a kind."""
    sector = company.sector_id if company else None
    of = {"topic": topic, "company": company}
    pks = {kind: row.pk for kind, row in of.items() if row}
    pks |= {kind: pk for kind, pk in (("sector", sector), ("guide", guide)) if pk}
    shows(*(flows_of(kind, pk) for kind, pk in pks.items()))
    shows("rules", *(f"{kind}:{pk}/letters" for kind, pk in pks.items() if kind in of))
    slugs = {kind: row.slug if row else NONE for kind, row in of.items()}
    places = {"guide": str(guide or NONE), "sector": str(sector or NONE)}
    found = [act for row in _near(**slugs, **places) if (act := Act(*row)).kind != but]
    return list(_groups(found, slugs["company"]))


NONE = "-"  # no slug and no number


def _groups(found: list[Act], company: str) -> Iterator[ActGroup]:
    found.sort(key=lambda act: (act.company != company, bool(act.company), act.title))
    for kind, heading in HEADINGS.items():
        if acts := [act for act in found if act.kind == kind][:MOST]:
            yield ActGroup(heading, acts)


def _acts():
    near = Q(kind="guide", identity=Parameter("guide"))
    near |= Q(kind="sector", identity=Parameter("sector"))
    places = FlowPlace.objects.filter(near, edition__live_flow__isnull=False)
    flow = Cast("edition__flow_id", CharField())
    keys = places.values_list(Concat(Value("percorso:"), flow), flat=True)
    own = Q(topic=Parameter("topic"), company="") | Q(company=Parameter("company"))
    documents = SearchDocument.objects.filter(kind__in=list(HEADINGS))
    return documents.filter(own | Q(key__in=keys)).values_list(*Act._fields)[:READ]


_near = Prepared(_acts)
