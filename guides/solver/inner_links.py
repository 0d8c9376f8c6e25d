"""`risolvi:…` leads to a guided way by any name that its address ever had.

A plain `/risolvi/…/` may lead to one that is not published yet: a way leads to sections that
readers see, so of a guide and a way that lead to each other one has to come first.
"""

import re

from django.apps import apps

from guides.guide import link_places, links_by_slug
from guides.guide.checks import inside

PAGE = re.compile(r"/risolvi/([\w-]+)/")


def draft_at(path: str) -> str:
    """The title of the way that will be there; one that was withdrawn will not."""
    named = PAGE.fullmatch(path)
    flows = apps.get_model("guides", "Flow").objects
    draft = named and flows.filter(slug=named[1], live=None, withdrawn_at=None).first()
    return draft.title if draft else ""


inside.register(draft_at)
links_by_slug.register("risolvi:", model="guides.Flow", kind="percorso guidato")
link_places.register_list("flows", "Tutti i percorsi guidati")
