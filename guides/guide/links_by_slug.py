"""Links such as `lettera:…`, to what later rooms publish: found by any slug it ever had."""

from django.apps import apps
from django.db.models import F

from guides.guide import link_places
from guides.search.documents import SearchDocument
from guides.text import inner_links
from guides.text.inner_links import LinkTarget


def register(scheme: str, *, model: str, kind: str) -> None:
    """Register a scheme for a model with `live`, `editions`; `kind` is its hits' in the search."""

    def find(identities: set[str]) -> dict[str, LinkTarget]:
        """What is published by its published address, a draft by the one that it will have."""
        rows = apps.get_model(model).objects.select_related("live")
        slugs = {identity.removeprefix(scheme) for identity in identities}
        found = {row.slug: row for row in rows.filter(slug__in=slugs)}
        if others := slugs - set(found):
            earlier = rows.filter(editions__slug__in=others).annotate(named=F("editions__slug"))
            found |= {row.named: row for row in earlier}
        return {
            f"{scheme}{slug}": LinkTarget(row.get_absolute_url(), row.title, row.is_public)
            for slug, row in found.items()
        }

    def followed(document: SearchDocument) -> str:
        return scheme + document.address.rstrip("/").rpartition("/")[2]

    inner_links.register(find, scheme)
    link_places.register_kind(kind, followed)
