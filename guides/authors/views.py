from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guides.authors.models import Author
from guides.pages.listing import ListPage
from guides.pages.tags import public_page, shows


@public_page
def show(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    author = get_object_or_404(Author.objects.prefetch_related("links"), slug=slug)
    shows(f"author:{author.pk}/guides")
    editions = author.editions.live().for_cards().most_recently_verified()
    page = ListPage.of(editions, root=author.get_absolute_url(), number=number)
    return render(request, "authors/show.html", {"author": author, "page": page})
