"""Whom to turn to, on other rooms' pages: {% authorities_of_company company %}."""

from django import template

from guides.authorities.models import Authority
from guides.companies.sectors import Sector
from guides.guide.placements import EditionSector
from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import shows

register = template.Library()


def _competent(**asked) -> Prepared:
    return Prepared(lambda: Authority.objects.all().competent_for(**asked))


_in_sector = _competent(sectors=Sector.objects.filter(pk=Parameter("sector")).values("pk"))
_on_topic = _competent(topic=Parameter("topic"))
_for_edition = _competent(
    sectors=EditionSector.objects.filter(edition=Parameter("edition")).values("sector"),
    topic=Parameter("topic"),
)


@register.inclusion_tag("authorities/_competent.html")
def authorities_of_company(company) -> dict:
    return _shown(_in_sector(sector=company.sector_id) if company.sector_id else [])


@register.inclusion_tag("authorities/_competent.html")
def authorities_on_topic(topic) -> dict:
    return _shown(_on_topic(topic=topic.pk))


@register.inclusion_tag("authorities/_competent.html")
def authorities_of_guide(edition) -> dict:
    """Those of its sectors and its topic. A draft has no sectors yet."""
    return _shown(_for_edition(edition=edition.pk or 0, topic=edition.topic_id))


def _shown(authorities: list[Authority]) -> dict:
    shows("authorities")
    return {"authorities": authorities}
