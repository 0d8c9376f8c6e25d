"""The sitemaps (sitemaps.org protocol): every public page, with the moment it really changed.

A page changes with its own words, and a page of guides also when a guide joins or leaves it.
Comments, and the stories beside a company's contacts, are no change of the page.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import F, Max, Model, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from guides.authorities.models import Authority
from guides.authors.models import Author
from guides.companies.models import Company
from guides.deadlines.models import Rule
from guides.guide.editions import Edition
from guides.letters.editions import LetterEdition
from guides.site.models import Page
from guides.solver.editions import FlowEdition
from guides.stories.models import Story
from guides.topics.models import Topic

A_SITEMAP = 2_000  # addresses; the protocol's most is 50,000
OVERVIEW = "inizio"
OVERVIEWS = ["home", "guides", "stories", "topics", "companies", "authorities"]
OVERVIEWS += ["deadlines", "letters", "flows"]


def _guides() -> QuerySet:
    """In an order that a new edition does not change."""
    live = Edition.objects.live().only("slug", "published_at")
    return live.annotate(last_modified=F("published_at")).order_by("guide_id")


def _letters() -> QuerySet:
    live = LetterEdition.objects.live().only("slug", "published_at")
    return live.annotate(last_modified=F("published_at")).order_by("letter_id")


def _stories() -> QuerySet:
    since = Greatest("decided_at", Coalesce("edited_at", "decided_at"))
    return Story.objects.approved().only("title").annotate(last_modified=since).order_by("pk")


def _pages() -> QuerySet:
    return Page.objects.annotate(last_modified=F("updated_at")).order_by("pk")


def _authorities() -> QuerySet:
    return Authority.objects.annotate(last_modified=F("updated_at")).order_by("pk")


def _flows() -> QuerySet:
    live = FlowEdition.objects.live().only("slug", "published_at")
    return live.annotate(last_modified=F("published_at")).order_by("flow_id")


def _deadlines() -> QuerySet:
    rules = Rule.objects.live().annotate(last_modified=F("live__published_at"))
    return rules.order_by("pk")


def _that_list_guides(model: type[Model]) -> QuerySet:
    """Such a page changes when an edition comes, and when the next one or nothing follows it."""
    editions = "editions__guide__editions"
    came_or_followed = Q(**{f"{editions}__number__lte": F("editions__number") + 1})
    latest = Max(f"{editions}__published_at", filter=came_or_followed)
    withdrawn = Max("editions__guide__withdrawn_at")
    moments = [Coalesce(moment, "updated_at") for moment in (latest, withdrawn)]
    return model._default_manager.annotate(last_modified=Greatest("updated_at", *moments)).order_by(
        "pk"
    )


PARTS: dict[str, Callable[[], QuerySet]] = {
    "guide": _guides,
    "lettere": _letters,
    "storie": _stories,
    "argomenti": lambda: _that_list_guides(Topic),
    "aziende": lambda: _that_list_guides(Company),
    "autori": lambda: _that_list_guides(Author),
    "autorita": _authorities,
    "percorsi": _flows,
    "scadenze": _deadlines,
    "pagine": _pages,
}


def index() -> Iterator[tuple[str, datetime | None]]:
    """The path of each sitemap that has something in it, with the latest change there."""
    yield path_of(OVERVIEW, 1), None
    for part, rows in PARTS.items():
        moments = list(rows().values_list("last_modified", flat=True))
        for number, start in enumerate(range(0, len(moments), A_SITEMAP), start=1):
            yield path_of(part, number), max(moments[start : start + A_SITEMAP])


def path_of(part: str, number: int) -> str:
    if number == 1:
        return reverse("sitemap_part", args=[part])
    return reverse("sitemap_part", args=[part, number])


def entries(part: str, number: int) -> list[tuple[str, datetime | None]]:
    """Path and latest change of each page in a sitemap; none where there is no such sitemap."""
    if part == OVERVIEW:
        return [(reverse(name), None) for name in OVERVIEWS] if number == 1 else []
    if part not in PARTS or number < 1:
        return []
    rows = PARTS[part]()[(number - 1) * A_SITEMAP : number * A_SITEMAP]
    return [(row.get_absolute_url(), row.last_modified) for row in rows]
