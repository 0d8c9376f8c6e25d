from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guides.companies.models import Company


def index(request: HttpRequest) -> HttpResponse:
    return render(request, "companies/index.html", {"companies": Company.objects.all()})


def show(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company.objects.prefetch_related("channels"), slug=slug)
    editions = company.editions.live().for_cards().most_recently_verified()
    return render(request, "companies/show.html", {"company": company, "editions": editions})
