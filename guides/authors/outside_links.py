"""Where the pages of authors lead outside the site."""

from collections.abc import Iterator

from django.urls import reverse

from guides.authors.models import Author
from guides.outside import uses
from guides.outside.uses import Use, addresses_in


@uses.register
def links() -> Iterator[Use]:
    authors = Author.objects.prefetch_related("links").order_by("pk")
    for author in authors.iterator(chunk_size=100):
        desk = reverse("admin:guides_author_change", args=[author.pk])
        where = f"Autore «{author}»"
        for link in author.links.all():
            yield Use(link.address, f"{where}, «{link.title}»", desk)
        for address in addresses_in(author.biography):
            yield Use(address, f"{where}, biografia", desk)
