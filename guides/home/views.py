from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guides.guide.editions import Edition
from guides.topics.models import Topic

RECENT = 6


def index(request: HttpRequest) -> HttpResponse:
    editions = Edition.objects.live().for_cards().most_recently_verified()[:RECENT]
    return render(request, "home/index.html", {"topics": Topic.objects.all(), "editions": editions})
