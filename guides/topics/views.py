from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guides.pages.listing import ListPage
from guides.pages.tags import public_page, shows
from guides.topics.models import Topic


@public_page
def index(request: HttpRequest) -> HttpResponse:
    shows("topics")
    return render(request, "topics/index.html", {"topics": Topic.objects.all()})


@public_page
def show(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    shows(f"topic:{topic.pk}/guides")
    editions = topic.editions.live().for_cards().most_recently_verified()
    page = ListPage.of(editions, root=topic.get_absolute_url(), number=number)
    return render(request, "topics/show.html", {"topic": topic, "page": page})
