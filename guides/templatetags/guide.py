"""Guides on other rooms' pages: {% problems_of page.items as found %}, {% companies_on topic %}."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from guides.companies.models import IN_WHICH_SECTOR, Company
from guides.contributions.following import FollowForm
from guides.guide.editions import Edition, EditionSection
from guides.guide.placements import EditionSector
from guides.pages.tags import shows

register = template.Library()

PROBLEMS = 8  # lines of one guide
COMPANIES = 24
TOWARDS = 5


@dataclass(frozen=True)
class Problems:
    """A guide with the problems it answers, in its readers' words."""

    edition: Edition
    sections: list[EditionSection]
    more: int


@register.simple_tag
def problems_of(editions, most: int = PROBLEMS) -> list[Problems]:
    """One SQL query for all of them."""
    sections = defaultdict(list)
    for section in sections_with_a_problem(editions):
        sections[section.edition_id].append(section)
    return [
        Problems(edition, found[:most], max(0, len(found) - most))
        for edition in editions
        for found in [sections[edition.pk]]
    ]


def sections_with_a_problem(editions) -> list[EditionSection]:
    by_pk = {edition.pk: edition for edition in editions}
    sections = EditionSection.objects.filter(edition__in=by_pk).exclude(problem="")
    found = list(sections.only("edition", "slug", "problem", "position").order_by("position", "pk"))
    for section in found:
        section.edition = by_pk[section.edition_id]
    return found


@register.inclusion_tag("companies/_on_topic.html")
def companies_on(topic):
    """Those that its live guides are about, or that deal in what they deal in: one SQL query."""
    shows(IN_WHICH_SECTOR, f"topic:{topic.pk}/guides")
    here = Edition.objects.live().on(topic)
    about = here.filter(companies=OuterRef("pk"))
    of_its_trade = here.filter(sectors=OuterRef("sector"))
    companies = Company.objects.filter(Q(Exists(about)) | Q(Exists(of_its_trade)))
    return {"companies": list(companies[:COMPANIES])}


@register.inclusion_tag("guide/_towards.html")
def guides_towards(authority):
    """The guides that come before an authority: those of its sectors, and its topics."""
    topics = list(authority.topics.all())
    sectors = [sector.pk for sector in authority.sectors.all()]
    shows(*(f"sector:{pk}/guides" for pk in sectors), *(f"topic:{t.pk}/guides" for t in topics))
    near = EditionSector.objects.filter(sector__in=sectors).values("edition")
    editions = Edition.objects.live().for_cards().filter(Q(pk__in=near) | Q(topic__in=topics))
    found = list(editions.most_recently_verified()[:TOWARDS])
    return {"guides": problems_of(found, 3), "topics": topics}


@register.simple_tag
@lru_cache(maxsize=1)
def follow_words() -> SafeString:
    """The empty form «Avvisami se questa guida cambia»: the same for every reader."""
    form = FollowForm(auto_id="avviso_%s")
    return render_to_string("contributions/_follow_words.html", {"form": form})
