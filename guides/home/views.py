from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from guides.guide.editions import Edition
from guides.home.topic_problems import problems_by_topic
from guides.pages.prepared import Prepared
from guides.pages.tags import public_page, shows
from guides.site.shortcuts import Shortcut
from guides.stories.models import Story

RECENT = 4
STORIES = 2
A_DAY = "max-age=86400"

_shortcuts = Prepared(lambda: Shortcut.objects.all())
_editions = Prepared(lambda: Edition.objects.live().for_cards().most_recently_verified()[:RECENT])
_stories = Prepared(lambda: Story.objects.approved().for_cards().newest_first()[:STORIES])


@public_page
def index(request: HttpRequest) -> HttpResponse:
    shows("guides", "topics", "stories", "shortcuts")
    shortcuts = _shortcuts()
    context = {
        "problems_by_topic": problems_by_topic(),
        "phrases": [s for s in shortcuts if s.kind == Shortcut.Kind.PHRASE],
        "urgent": [s for s in shortcuts if s.kind == Shortcut.Kind.URGENT],
        "editions": _editions(),
        "stories": _stories(),
    }
    return render(request, "home/index.html", context)


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Where the icon of that well-known name is: static files have a name of their own."""
    response = redirect(static(name))
    response["Cache-Control"] = A_DAY
    return response
