from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guides.topics.models import Topic


def index(request: HttpRequest) -> HttpResponse:
    return render(request, "topics/index.html", {"topics": Topic.objects.all()})


def show(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    editions = topic.editions.live().for_cards().most_recently_verified()
    return render(request, "topics/show.html", {"topic": topic, "editions": editions})
