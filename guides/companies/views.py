from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guides.caching.rendering import public_page, shows
from guides.companies.models import Company


@public_page
def index(request: HttpRequest) -> HttpResponse:
    shows("companies")
    return render(request, "companies/index.html", {"companies": Company.objects.all()})


@public_page
def show(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company.objects.prefetch_related("channels"), slug=slug)
    shows(f"company:{company.pk}/guides")
    editions = company.editions.live().for_cards().most_recently_verified()
    return render(request, "companies/show.html", {"company": company, "editions": editions})
