"""Guided ways on other rooms' pages, with the letters and days that belong there:
{% guided_ways %}, {% acts_of_guide edition %}, {% acts_about company=company %}.
"""

from django import template

from guides.pages.prepared import Prepared
from guides.pages.tags import shows
from guides.solver.editions import EVERY, FlowEdition
from guides.solver.nearby import acts_near

register = template.Library()

ON_THE_FRONT_PAGE = 6


@register.inclusion_tag("solver/_on_the_front_page.html")
def guided_ways():
    """«Che cosa è successo?» on the front page: one SQL query."""
    shows(EVERY)
    found = _first()
    return {"editions": found[:ON_THE_FRONT_PAGE], "has_more": len(found) > ON_THE_FRONT_PAGE}


_first = Prepared(lambda: FlowEdition.objects.live().for_lists()[: ON_THE_FRONT_PAGE + 1])


@register.inclusion_tag("solver/_acts.html")
def acts_of_guide(edition):
    """What to do now, at the end of a guide: one SQL query."""
    near = {"topic": edition.topic, "company": edition.company, "guide": edition.guide_id}
    return {"groups": acts_near(**near)}


@register.inclusion_tag("solver/_acts.html")
def acts_about(topic=None, company=None, but=""):
    """The same on the page of a topic, of a company, of what a reader has sent; `but` is a kind
    that the page already has in a list of its own."""
    if not topic and not company:
        return {}
    return {"groups": acts_near(topic=topic, company=company, but=but)}
