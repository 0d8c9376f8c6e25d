"""Other guides for who reads one: of the same company first, then of its topic, freshest first.

Two short walks along an index: the number of guides does not matter.
"""

from guides.guide.editions import Edition, guides_of
from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import shows

MOST = 5


def related_to(edition: Edition) -> list[Edition]:
    shows(guides_of("topic", edition.topic_id), guides_of("company", edition.company_id))
    found = _near(guide=edition.guide_id, topic=edition.topic_id, company=edition.company_id)

    def nearness(other: Edition) -> tuple:
        is_of_another = not other.company_id or other.company_id != edition.company_id
        return is_of_another, -other.verified_on.toordinal(), -other.pk

    return sorted(found, key=nearness)[:MOST]


def _nearest():
    others = Edition.objects.live().exclude(guide=Parameter("guide"))
    freshest = others.order_by("-verified_on", "-pk").values("pk")
    of_company = freshest.filter(company=Parameter("company"))[:MOST]
    on_topic = freshest.filter(topic=Parameter("topic"))[:MOST]
    rows = Edition.objects.order_by().values("pk")
    chosen = rows.filter(pk__in=on_topic).union(rows.filter(pk__in=of_company))
    return Edition.objects.live().for_cards().filter(pk__in=chosen).order_by()


_near = Prepared(_nearest)
