from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from guides.guide.editions import Edition
from guides.pages.tags import public_page, shows
from guides.topics.models import Topic

RECENT = 6
A_DAY = "max-age=86400"


@public_page
def index(request: HttpRequest) -> HttpResponse:
    shows("guides", "topics")
    editions = Edition.objects.live().for_cards().most_recently_verified()[:RECENT]
    return render(request, "home/index.html", {"topics": Topic.objects.all(), "editions": editions})


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Where the icon of that well-known name is: static files have a name of their own."""
    response = redirect(static(name))
    response["Cache-Control"] = A_DAY
    return response
