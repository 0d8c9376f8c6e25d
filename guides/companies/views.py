from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from guides.companies.models import Company
from guides.pages.listing import ListPage
from guides.pages.tags import public_page, shows


@public_page
def index(request: HttpRequest, number: int = 1) -> HttpResponse:
    shows("companies")
    page = ListPage.of(Company.objects.all(), root=reverse("companies"), number=number)
    return render(request, "companies/index.html", {"page": page})


@public_page
def show(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    company = get_object_or_404(Company.objects.prefetch_related("channels"), slug=slug)
    shows(f"company:{company.pk}/guides")
    editions = company.editions.live().for_cards().most_recently_verified()
    page = ListPage.of(editions, root=company.get_absolute_url(), number=number)
    return render(request, "companies/show.html", {"company": company, "page": page})
