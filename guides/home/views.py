from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guides.caching.rendering import public_page, shows
from guides.guide.editions import Edition
from guides.topics.models import Topic

RECENT = 6


@public_page
def index(request: HttpRequest) -> HttpResponse:
    shows("guides", "topics")
    editions = Edition.objects.live().for_cards().most_recently_verified()[:RECENT]
    return render(request, "home/index.html", {"topics": Topic.objects.all(), "editions": editions})
