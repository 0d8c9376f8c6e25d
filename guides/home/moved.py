"""What belongs to a guide is found under its old addresses too."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from guides.guide.addresses import OldGuideSlug
from guides.pages.moved import moved_to


def of_a_guide(route: str, view: Callable[..., HttpResponse], *, name: str) -> URLPattern:
    """A path with a guide's slug: under an old one it leads to where the guide is now."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            return view(request, slug=slug)
        except Http404:
            old = OldGuideSlug.objects.select_related("guide__live").filter(slug=slug).first()
            live = old.guide.live if old and old.guide.is_public else None
            if live is None:
                raise
            return moved_to(name, slug=live.slug)

    return path(route, answer, name=name)
