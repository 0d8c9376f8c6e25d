from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guides.pages.tags import public_page
from guides.site.models import Page


@public_page
def page(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "site/page.html", {"page": get_object_or_404(Page, slug=slug)})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest, *, code: str = "") -> HttpResponse:
    """Rendered without the database, which may be what has failed. `code` is what to quote."""
    return render(request, "500.html", {"site": None, "code": code}, status=500)
