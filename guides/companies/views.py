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
    companies = Company.objects.select_related("sector").prefetch_related("channels")
    company = get_object_or_404(companies, slug=slug)
    shows(f"company:{company.pk}/guides")
    shows(f"sector:{company.sector_id}/guides" if company.sector else "")
    page = ListPage.of(company.useful_guides(), root=company.get_absolute_url(), number=number)
    return render(request, "companies/show.html", {"company": company, "page": page})
