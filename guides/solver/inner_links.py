"""Where `risolvi:…` leads now: a guided way by any name that its address ever had.

A plain `/risolvi/…/` may lead to one that is not published yet: a way leads to sections that
readers see, so of a guide and a way that lead to each other one has to come first.
"""

import re

from django.apps import apps
from django.db.models import F

from guides.guide import link_places
from guides.guide.checks import inside
from guides.search.documents import SearchDocument
from guides.text import inner_links
from guides.text.inner_links import LinkTarget

SCHEME = "risolvi:"
PAGE = re.compile(r"/risolvi/([\w-]+)/")


def find(identities: set[str]) -> dict[str, LinkTarget]:
    """What is published by its published address, a draft by the one that it will have."""
    flows = apps.get_model("guides", "Flow").objects.select_related("live")
    slugs = {identity.removeprefix(SCHEME) for identity in identities}
    found = {flow.slug: flow for flow in flows.filter(slug__in=slugs)}
    if others := slugs - set(found):
        earlier = flows.filter(editions__slug__in=others).annotate(named=F("editions__slug"))
        found |= {flow.named: flow for flow in earlier}
    return {
        f"{SCHEME}{slug}": LinkTarget(flow.get_absolute_url(), flow.title, flow.is_public)
        for slug, flow in found.items()
    }


def draft_at(path: str) -> str:
    """The title of the way that will be there; one that was withdrawn will not."""
    named = PAGE.fullmatch(path)
    flows = apps.get_model("guides", "Flow").objects
    draft = named and flows.filter(slug=named[1], live=None, withdrawn_at=None).first()
    return draft.title if draft else ""


inside.register(draft_at)


def _followed(document: SearchDocument) -> str:
    return SCHEME + document.address.rstrip("/").rpartition("/")[2]


inner_links.register(find, SCHEME)
link_places.register_kind("percorso guidato", _followed)
link_places.register_list("flows", "Tutti i percorsi guidati")
