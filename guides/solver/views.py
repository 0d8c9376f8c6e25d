from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from guides.glossary.answers import Answers
from guides.guide.preview import private
from guides.pages.moved import moved_to
from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import public_page, shows
from guides.solver.address import address, answers_in, answers_of
from guides.solver.counting import TALLY, is_a_readers
from guides.solver.editions import EVERY, FlowEdition
from guides.solver.graph import Graph
from guides.solver.models import Flow
from guides.solver.page import FlowPage
from guides.solver.twin import Twin

_live_at = Prepared(
    lambda: (
        FlowEdition.objects.live()
        .select_related("topic", "company", "author")
        .filter(slug=Parameter("slug"))[:1]
    )
)
SEE_OTHER = 303


@public_page
def index(request: HttpRequest) -> HttpResponse:
    shows(EVERY)
    editions = FlowEdition.objects.live().for_lists()
    return render(request, "solver/index.html", {"editions": editions})


@public_page
def show(request: HttpRequest, slug: str, way: str = "") -> HttpResponse:
    """A step: a question, or the outcome. Any other address of the same leads to the one kept."""
    edition = next(iter(_live_at(slug=slug)), None)
    if edition is None:
        return _not_here(request, slug, way)
    return _step(request, edition, edition.get_absolute_url(), way)


@never_cache
@staff_member_required
@permission_required("guides.change_flow", raise_exception=True)
def preview(request: HttpRequest, pk: int, way: str = "") -> HttpResponse:
    """The working copy as readers would walk it, published or not."""
    flow = get_object_or_404(Flow, pk=pk)
    root = reverse("flow_preview", args=[pk])
    return private(_step(request, flow.draft(), root, way, is_preview=True))


def _step(
    request: HttpRequest, edition: FlowEdition, root: str, way: str, *, is_preview: bool = False
) -> HttpResponse:
    graph, walked = edition.as_graph, answers_in(way)
    if walked is None:
        raise Http404
    position = graph.position_of(walked)
    if walked and not position.steps:
        raise Http404
    given = request.GET.dict()
    answered = answers_of(graph, given)
    further = graph.position_of(answered | position.answers)
    beside = _carried(graph, given, further.answers)
    page = FlowPage(edition, root, further, tuple(beside))
    if request.path != page.address or list(request.GET.items()) != beside:
        new = further.steps[len(position.steps) :]
        if new and not is_preview and is_a_readers(request):
            TALLY.answered(edition.flow_id, new)
        return _see(address(root, further.steps, beside))
    template = "solver/step.html" if further.question else "solver/outcome.html"
    return render(request, template, {"page": page, "is_preview": is_preview})


def _carried(graph: Graph, given: dict[str, str], done: dict[str, str]) -> list[tuple[str, str]]:
    """What the query string says besides the path: answers to come, and data of other pages."""
    later = {k: v for k, v in answers_of(graph, given).items() if k not in done}
    others = {key: value for key, value in given.items() if key not in graph.questions}
    return [*later.items(), *(Answers.carried_by(others).pairs() if others else [])]


def _see(where: str) -> HttpResponse:
    response = redirect(where)
    response.status_code = SEE_OTHER
    response["Cache-Control"] = "no-store"
    return response


def _not_here(request: HttpRequest, slug: str, way: str) -> HttpResponse:
    """A former address leads to the way as it is now, a withdrawn one answers 410."""
    former = FlowEdition.objects.filter(slug=slug).select_related("flow__live").order_by("-pk")
    edition = former.first()
    if edition is None:
        raise Http404
    if edition.flow.is_public:
        query = request.META["QUERY_STRING"]
        return moved_to(f"{edition.flow.get_absolute_url()}{way}" + (f"?{query}" if query else ""))
    if edition.flow.withdrawn_at is None:
        raise Http404
    elsewhere = FlowEdition.objects.live().for_lists()[:5]
    context = {"flow": edition.flow, "elsewhere": elsewhere}
    return render(request, "solver/gone.html", context, status=410)


def in_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """The twin of a guided way, for readers of Markdown: every question, answer and outcome."""
    editions = FlowEdition.objects.live().select_related("author")
    twin = Twin(get_object_or_404(editions, slug=slug))
    kind = "text/markdown; charset=utf-8"
    response = render(request, "solver/flow.md", {"twin": twin}, content_type=kind)
    page = f"{settings.SITE_URL}{twin.edition.get_absolute_url()}"
    response["Link"] = f'<{page}>; rel="canonical"'
    return response
