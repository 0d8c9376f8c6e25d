from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from guides.contributions.addressed import absolute
from guides.contributions.following import ask_to_follow, confirming
from guides.deadlines.calendar_file import calendar_of
from guides.deadlines.follower import RuleFollower
from guides.deadlines.models import Rule
from guides.deadlines.page import RulePage
from guides.deadlines.publishing import LIST
from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import public_page, shows
from guides.spam import public_post
from guides.text.dates import with_weekday

_live_at = Prepared(
    lambda: Rule.objects.live().select_related("topic", "live").filter(slug=Parameter("slug"))[:1]
)


@public_page
def index(request: HttpRequest) -> HttpResponse:
    shows(LIST)
    rules = Rule.objects.live().select_related("topic", "live")
    by_topic = sorted(rules, key=lambda rule: (rule.topic.position, rule.topic.sort_key))
    topics = [(topic, list(some)) for topic, some in groupby(by_topic, lambda rule: rule.topic)]
    return render(request, "deadlines/index.html", {"topics": topics})


@public_page
def show(request: HttpRequest, slug: str) -> HttpResponse:
    rule = next(iter(_live_at(slug=slug)), None)
    if rule is None:
        return _gone(request, slug)
    page = RulePage.of(rule, request.GET)
    if page is None:
        raise Http404
    status = 422 if page.answers.errors or (page.due is None and page.trouble) else 200
    return render(request, "deadlines/show.html", {"page": page, "rule": rule}, status=status)


def _gone(request: HttpRequest, slug: str) -> HttpResponse:
    rule = get_object_or_404(Rule.objects.withdrawn(), slug=slug)
    elsewhere = Rule.objects.live().filter(topic=rule.topic_id)[:5]
    context = {"rule": rule, "elsewhere": elsewhere}
    return render(request, "deadlines/gone.html", context, status=410)


@csrf_exempt  # nothing is ever sent to it
@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The day as a calendar takes it; without a day there is none."""
    rule = get_object_or_404(Rule.objects.live(), slug=slug)
    page = RulePage.of(rule, request.GET)
    if page is None or page.due is None:
        raise Http404
    file = calendar_of(
        page.due,
        title=page.said.name,
        words="\n".join([f"Entro {with_weekday(page.due.day)}.", *page.due.how]),
        address=absolute(f"{rule.get_absolute_url()}?{page.answers.address()}"),
        changed_at=rule.live.published_at,
    )
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{rule.slug}.ics"'
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


@public_post
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """«Avvisami se questa regola cambia»: the address is asked to confirm first."""
    rule = get_object_or_404(Rule.objects.live(), pk=pk)
    return ask_to_follow(
        request,
        rule,
        model=RuleFollower,
        page="deadlines/follow.html",
        asked="deadlines/follow_asked.html",
    )


confirm_follow = confirming(RuleFollower, "deadlines/follow_confirm.html")
