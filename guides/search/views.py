from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode

from guides.search import narrowing
from guides.search.finder import PAGE, Finding, FoundHit, find
from guides.search.fulltext import MOST_CANDIDATES
from guides.search.models import SearchDocument
from guides.search.terms import words_near

LAST_PAGE = MOST_CANDIDATES // PAGE


def results(request: HttpRequest) -> HttpResponse:
    """The page of hits for what was asked; without a question, the box alone."""
    finding = _answer(request)
    question = finding.query.text
    context = {
        "question": question,
        "finding": finding,
        "most": MOST_CANDIDATES,
        "narrowing": narrowing.groups(finding.counts, request.GET),
        "is_narrowed": bool(narrowing.filters_in(request.GET)),
        "pages": _pages(request, finding),
        "did_you_mean_query": urlencode({"q": finding.did_you_mean}),
    }
    if not finding.hits:
        context |= _help_on(question)
    return render(request, "search/results.html", context)


def _help_on(question: str) -> dict:
    """What a page that finds nothing offers instead."""
    return {
        "topics": SearchDocument.objects.topics(),
        "near_words": [(word, urlencode({"q": word})) for word in words_near(question)],
        "everywhere_query": urlencode({"q": question}),
        "story_query": urlencode({"titolo": question}),
    }


def results_as_data(request: HttpRequest) -> JsonResponse:
    """The same hits for scripts: `id` is stable, a snippet's marked parts are the words asked."""
    finding = _answer(request)
    response = JsonResponse(
        {
            "question": finding.query.text,
            "corrected": finding.corrected,
            "did_you_mean": finding.did_you_mean,
            "total": finding.total,
            "page": finding.page,
            "pages": finding.pages,
            "hits": [_as_data(hit) for hit in finding.hits],
        },
        json_dumps_params={"ensure_ascii": False},
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest) -> Finding:
    return find(
        request.GET.get("q", ""),
        filters=narrowing.filters_in(request.GET),
        page=_page_asked(request),
    )


def _page_asked(request: HttpRequest) -> int:
    asked = request.GET.get("pagina", "1")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 4
    return min(max(int(asked), 1), LAST_PAGE) if is_number else 1


def _pages(request: HttpRequest, finding: Finding) -> dict[str, str]:
    """The query strings of the pages before and after."""
    near = {"previous": finding.page - 1, "next": finding.page + 1}
    pages = {}
    for name, number in near.items():
        if 1 <= number <= finding.pages:
            query = request.GET.copy()
            query["pagina"] = number
            pages[name] = query.urlencode()
    return pages


def _as_data(hit: FoundHit) -> dict:
    document = hit.document
    return {
        "id": document.key,
        "kind": document.kind,
        "title": document.title,
        "part_of": document.part_of,
        "address": document.address,
        "topic": document.topic,
        "company": document.company,
        "snippet": [{"text": part.text, "marked": part.marked} for part in hit.snippet],
        "promoted": hit.is_promoted,
        "score": round(hit.score, 4),
    }
