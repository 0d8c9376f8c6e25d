"""Where the pages of authorities lead outside the site."""

from collections.abc import Iterator

from django.urls import reverse

from guides.authorities.models import Authority
from guides.outside import uses
from guides.outside.uses import Use, addresses_in


@uses.register
def links() -> Iterator[Use]:
    for authority in Authority.objects.order_by("pk").iterator(chunk_size=100):
        desk = reverse("admin:guides_authority_change", args=[authority.pk])
        where = f"Autorità «{authority}»"
        yield Use(authority.website, f"{where}, indirizzo ufficiale", desk)
        yield Use(authority.source, f"{where}, fonte", desk)
        for address in addresses_in(authority.how):
            yield Use(address, f"{where}, come si fa", desk)
