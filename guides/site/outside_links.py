"""Where the foot of every page, and the site's own pages, lead outside."""

from collections.abc import Iterator

from django.urls import reverse

from guides.outside import uses
from guides.outside.uses import Use, addresses_in
from guides.site.models import Page, SiteLink


@uses.register
def links() -> Iterator[Use]:
    settings = reverse("admin:guides_sitesettings_changelist")
    for link in SiteLink.objects.order_by("pk"):
        yield Use(link.address, f"Piè di pagina, «{link.name}»", settings)
    for page in Page.objects.order_by("pk").iterator(chunk_size=100):
        desk = reverse("admin:guides_page_change", args=[page.pk])
        for address in addresses_in(page.body):
            yield Use(address, f"Pagina «{page}»", desk)
