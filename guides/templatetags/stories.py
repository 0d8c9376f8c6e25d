"""Stories on other rooms' pages: {% company_stories company %}."""

from django import template

from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import shows
from guides.search.finder import find
from guides.stories.models import Story

register = template.Library()

SHOWN = 5
NEAR = 3  # on a guide's page
SIMILAR = 4


@register.inclusion_tag("stories/_of_company.html")
def company_stories(company):
    """The latest stories about a company, and where the others are: one SQL query."""
    shows(f"company:{company.pk}/stories")
    stories = Story.objects.approved().about(company).for_cards().newest_first()
    found = list(stories[: SHOWN + 1])
    return {"company": company, "stories": found[:SHOWN], "has_more": len(found) > SHOWN}


@register.inclusion_tag("stories/_on_topic.html")
def topic_stories(topic):
    """The latest stories on a topic, and where the others are: one SQL query."""
    shows(f"topic:{topic.pk}/stories")
    found = list(Story.objects.approved().on(topic).for_cards().newest_first()[: SHOWN + 1])
    return {"topic": topic, "stories": found[:SHOWN], "has_more": len(found) > SHOWN}


@register.inclusion_tag("stories/_near.html")
def stories_near(edition):
    """The latest stories about a guide's company, else on its topic: one SQL query."""
    company, topic = edition.company, edition.topic
    shows(f"company:{company.pk}/stories" if company else f"topic:{topic.pk}/stories")
    found = _of_company(company=company.pk) if company else _on_topic(topic=topic.pk)
    return {
        "stories": found[:NEAR],
        "has_more": len(found) > NEAR,
        "more": f"azienda={company.slug}" if company else f"argomento={topic.slug}",
    }


def _first(**about):
    stories = Story.objects.approved().filter(**about).newest_first()
    return stories.only("title", "outcome", "company", "topic")[: NEAR + 1]


_of_company = Prepared(lambda: _first(company=Parameter("company")))
_on_topic = Prepared(lambda: _first(topic=Parameter("topic")))


@register.filter
def comments_under(story) -> int:
    """How many are public. Few stories have a discussion: a template that asked each for what is
    not there would have Django look through all its names."""
    discussion = getattr(story, "discussion", None)
    return discussion.public_comments if discussion else 0


@register.inclusion_tag("stories/_similar.html")
def similar_guides(mine):
    """Parts of guides that may help who has just sent a story; of a comment none."""
    if not isinstance(mine, Story) or not mine.is_waiting or mine.erased_at:
        return {"hits": []}
    return {"hits": _helping(mine.title, mine.company_name)}


@register.inclusion_tag("stories/_similar.html")
def similar_to(title, company):
    """The same for a reader who is still writing."""
    return {"hits": _helping(title or "", company or ""), "is_new_window": True}


def _helping(title: str, company: str) -> list:
    """Parts of guides that answer, those that speak of the company too first: what only comes
    near sends a plumber's customer to a guide on parcels."""
    sections = {"kind": "sezione"}
    about = find(f"{title} {company}", filters=sections)
    others = find(title, filters=sections)
    found = [hit for finding in (about, others) if finding.answers for hit in finding.hits]
    return list({hit.document.pk: hit for hit in found}.values())[:SIMILAR]
