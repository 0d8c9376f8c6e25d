from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

HITS = 30
WORDS = 8


def results(request: HttpRequest) -> HttpResponse:
    """Sections of live guides that contain every word asked for."""
    question = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    context = {"question": question, "hits": _sections_with(question.split()[:WORDS])}
    return render(request, "search/results.html", context)


def _sections_with(words: list[str]):
    sections = apps.get_model("guides.EditionSection").objects.filter(
        edition__live_guide__isnull=False
    )
    if not words:
        return sections.none()
    for word in words:
        sections = sections.filter(
            Q(title__icontains=word)
            | Q(problem__icontains=word)
            | Q(body_text__icontains=word)
            | Q(edition__title__icontains=word)
        )
    return sections.select_related("edition").order_by("edition__title", "position")[:HITS]
