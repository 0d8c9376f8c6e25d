"""Stories on other rooms' pages: {% company_stories company %}."""

from django import template

from guides.caching.rendering import shows
from guides.stories.models import Story

register = template.Library()

SHOWN = 5


@register.inclusion_tag("stories/_of_company.html")
def company_stories(company):
    """The latest stories about a company, and where the others are: one SQL query."""
    shows(f"company:{company.pk}/stories")
    stories = Story.objects.approved().about(company).for_cards().newest_first()
    found = list(stories[: SHOWN + 1])
    return {"company": company, "stories": found[:SHOWN], "has_more": len(found) > SHOWN}
