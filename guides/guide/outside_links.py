"""Where published guides lead outside the site: read from what readers see."""

from collections.abc import Iterator
from html import unescape

from django.urls import reverse

from guides.guide.editions import Edition
from guides.outside import uses
from guides.outside.uses import LINK, Use


@uses.register
def links() -> Iterator[Use]:
    editions = Edition.objects.live().prefetch_related("sections").order_by("pk")
    for edition in editions.iterator(chunk_size=100):
        desk = reverse("admin:guides_guide_change", args=[edition.guide_id])
        title = f"Guida «{edition.title}»"
        for source in edition.sources:
            yield Use(source["address"], f"{title}, fonti", desk)
        parts = [("introduzione", edition.introduction_html)]
        parts += [(f"sezione «{s.title}»", s.body_html) for s in edition.sections.all()]
        for where, html in parts:
            for address in LINK.findall(html):
                yield Use(unescape(address), f"{title}, {where}", desk)
