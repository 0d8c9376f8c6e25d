from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guides.authorities.models import Authority
from guides.pages.tags import public_page, shows


@public_page
def index(request: HttpRequest) -> HttpResponse:
    shows("authorities")
    return render(request, "authorities/index.html", {"authorities": Authority.objects.all()})


@public_page
def show(request: HttpRequest, slug: str) -> HttpResponse:
    authority = get_object_or_404(Authority, slug=slug)
    return render(request, "authorities/show.html", {"authority": authority})
