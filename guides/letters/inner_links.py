"""Where `lettera:…` leads now: a letter by any name that its address ever had."""

from django.apps import apps
from django.db.models import F

from guides.guide import link_places
from guides.search.documents import SearchDocument
from guides.text import inner_links
from guides.text.inner_links import LinkTarget

SCHEME = "lettera:"


def find(identities: set[str]) -> dict[str, LinkTarget]:
    """What is published by its published address, a draft by the one that it will have."""
    letters = apps.get_model("guides", "FormLetter").objects.select_related("live")
    slugs = {identity.removeprefix(SCHEME) for identity in identities}
    found = {letter.slug: letter for letter in letters.filter(slug__in=slugs)}
    if others := slugs - set(found):
        earlier = letters.filter(editions__slug__in=others).annotate(named=F("editions__slug"))
        found |= {letter.named: letter for letter in earlier}
    return {
        f"{SCHEME}{slug}": LinkTarget(letter.get_absolute_url(), letter.title, letter.is_public)
        for slug, letter in found.items()
    }


def _followed(document: SearchDocument) -> str:
    return SCHEME + document.address.rstrip("/").rpartition("/")[2]


inner_links.register(find, SCHEME)
link_places.register_kind("lettera", _followed)
link_places.register_list("letters", "Tutte le lettere")
