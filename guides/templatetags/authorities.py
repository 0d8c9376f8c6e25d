"""Whom to turn to, on other rooms' pages: {% authorities_of_company company %}."""

from django import template

from guides.authorities.models import Authority
from guides.guide.shelves import EditionSector
from guides.pages.tags import shows

register = template.Library()


@register.inclusion_tag("authorities/_competent.html")
def authorities_of_company(company) -> dict:
    sectors = [company.sector_id] if company.sector_id else []
    return _competent(sectors=sectors)


@register.inclusion_tag("authorities/_competent.html")
def authorities_on_topic(topic) -> dict:
    return _competent(topic=topic)


@register.inclusion_tag("authorities/_competent.html")
def authorities_of_guide(edition) -> dict:
    """Those of its sectors and its topic. A draft has no sectors yet."""
    sectors = EditionSector.objects.filter(edition=edition.pk or 0).values("sector")
    return _competent(sectors=sectors, topic=edition.topic_id)


def _competent(**asked) -> dict:
    """One SQL query."""
    shows("authorities")
    return {"authorities": list(Authority.objects.all().competent_for(**asked))}
