import re

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from guides.contributions.following import confirming
from guides.pages.replica import reads_replica
from guides.questions import facets
from guides.questions.anonymous import without_personal_data
from guides.questions.follower import QuestionFollower
from guides.questions.forms import ReportForm
from guides.questions.models import SearchQuestion
from guides.questions.tally import TALLY
from guides.search.documents import SearchDocument
from guides.search.finder import find
from guides.search.finding import PAGE, Finding, FoundHit
from guides.search.fulltext import MOST_CANDIDATES
from guides.search.query import parse
from guides.search.terms import words_near
from guides.spam import public_post, receive
from guides.spam.rate import OTHER

LAST_PAGE = MOST_CANDIDATES // PAGE
_ROBOT = re.compile(r"bot|crawl|spider|slurp", re.IGNORECASE)


@reads_replica
def results(request: HttpRequest) -> HttpResponse:
    """The page of hits for what was asked; without a question, the box alone."""
    finding = _answer(request)
    question = finding.query.text
    context = {
        "question": question,
        "finding": finding,
        "most": MOST_CANDIDATES,
        "narrowing": facets.groups(finding.counts, request.GET),
        "is_narrowed": bool(facets.filters_in(request.GET)),
        "pages": _pages(request, finding),
        "did_you_mean_query": urlencode({"q": finding.did_you_mean}),
        "answers": finding.answers,
        "best": finding.best,
    }
    if question and not finding.answers:
        context |= _help_on(question, finding)
    elif not finding.hits:
        context |= {"topics": SearchDocument.objects.topics(), "first_page_query": _first(request)}
    if _is_a_readers(request, finding):
        hits = finding.total if finding.answers else 0
        TALLY.asked(without_personal_data(question), hits=hits)
    return render(request, "questions/results.html", context)


def _is_a_readers(request: HttpRequest, finding: Finding) -> bool:
    """A first page that somebody looks at: no crawler, no page fetched in advance."""
    is_fetched_ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    is_a_robot = _ROBOT.search(request.headers.get("User-Agent", ""))
    is_first = finding.page == 1 and not facets.filters_in(request.GET)
    is_read = request.method == "GET" and not is_fetched_ahead and not is_a_robot
    return bool(finding.query) and is_first and is_read


@require_POST
@public_post
def opened(request: HttpRequest) -> HttpResponse:
    """The script's word that a hit of this question was opened: counted, nothing else."""
    if question := parse(request.POST.get("q", "")):
        TALLY.opened(without_personal_data(question.text))
    return HttpResponse(status=204)


@public_post
def report(request: HttpRequest) -> HttpResponse:
    """ "Dillo alla redazione": the question is counted, an address may wait for the answer."""
    asked = parse(request.GET.get("q", "")).text[:120]
    form = ReportForm(request.POST or None, initial={"question": asked})

    def show(*, status: int = 200) -> HttpResponse:
        return render(request, "questions/report.html", {"form": form}, status=status)

    def accept() -> HttpResponse:
        _take_in(form)
        return render(request, "questions/reported.html", {"email": form.cleaned_data["email"]})

    if request.method != "POST":
        return show()
    return receive(request, form, act=OTHER, show=show, accept=accept)


@transaction.atomic
def _take_in(form: ReportForm) -> None:
    question = SearchQuestion.objects.for_question(form.cleaned_data["question"])
    question.add_report(form.submission_id)
    if email := form.cleaned_data["email"]:
        QuestionFollower.ask(question=question, email=email)


confirm = confirming(QuestionFollower, "questions/confirm.html")


def _help_on(question: str, finding: Finding) -> dict:
    """What a page without an answer offers instead; nothing near means other words, other ways."""
    help_on = {
        "story_query": urlencode({"titolo": question}),
        "report": ReportForm(initial={"question": question[:120]}),
    }
    if finding.hits:
        return help_on
    return help_on | {
        "topics": SearchDocument.objects.topics(),
        "near_words": [(word, urlencode({"q": word})) for word in words_near(question)],
        "everywhere_query": urlencode({"q": question}),
    }


@reads_replica
def results_as_data(request: HttpRequest) -> JsonResponse:
    """The same hits for scripts: `id` is stable, a snippet's marked parts are the words asked."""
    finding = _answer(request)
    response = JsonResponse(
        {
            "question": finding.query.text,
            "verdict": finding.verdict,
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
        filters=facets.filters_in(request.GET),
        page=_page_asked(request),
    )


def _page_asked(request: HttpRequest) -> int:
    asked = request.GET.get("pagina", "1")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 4
    return min(max(int(asked), 1), LAST_PAGE) if is_number else 1


def _first(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("pagina", None)
    return query.urlencode()


def _pages(request: HttpRequest, finding: Finding) -> dict[str, str]:
    """The query strings of the pages before and after."""
    near = {"previous": finding.page - 1, "next": finding.page + 1}
    pages = {}
    for name, number in near.items():
        if 1 <= number <= finding.pages:
            query = request.GET.copy()
            query["pagina"] = str(number)
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
