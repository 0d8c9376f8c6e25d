"""Where companies' pages lead outside the site."""

from collections.abc import Iterator

from django.urls import reverse

from guides.companies.models import Company
from guides.outside import uses
from guides.outside.uses import Use


@uses.register
def links() -> Iterator[Use]:
    for company in Company.objects.prefetch_related("channels").order_by("pk"):
        desk = reverse("admin:guides_company_change", args=[company.pk])
        if company.website:
            yield Use(company.website, f"Azienda «{company}», sito", desk)
        for channel in company.channels.all():
            if channel.is_a_web_page:
                yield Use(channel.value, f"Azienda «{company}», {channel.name}", desk)
