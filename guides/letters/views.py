from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from guides.contributions.private import keep_private
from guides.deadlines.publishing import LIST
from guides.glossary.answers import Answers
from guides.letters.composing import CLOSING, of_edition
from guides.letters.editions import LetterEdition
from guides.letters.forms import SentForm, SheetForm, mailto
from guides.letters.models import FormLetter
from guides.letters.page import LetterPage
from guides.letters.pdf.making import NoPdf, pdf_of
from guides.letters.plain import as_text
from guides.letters.sheet import Sheet
from guides.pages.listing import ListPage
from guides.pages.moved import moved_to
from guides.pages.tags import public_page, shows
from guides.spam import public_post


@public_page
def index(request: HttpRequest, number: int = 1) -> HttpResponse:
    shows("letters")
    editions = LetterEdition.objects.live().for_cards().in_alphabetical_order()
    page = ListPage.of(editions, root=reverse("letters"), number=number)
    return render(request, "letters/index.html", {"page": page})


@public_page
def show(request: HttpRequest, slug: str) -> HttpResponse:
    edition = LetterEdition.objects.live().for_page().filter(slug=slug).first()
    if edition is None:
        return _not_here(request, slug)
    page = LetterPage.opened(edition, request.GET)
    return render(request, "letters/show.html", {"page": page, "form": page.form})


def _not_here(request: HttpRequest, slug: str) -> HttpResponse:
    """An old address redirects, a withdrawn letter answers 410, the rest 404."""
    was_here = FormLetter.objects.select_related("live", "topic").filter(editions__slug=slug)
    letter = was_here.order_by("-editions__published_at").first()
    if letter is None or not (letter.is_public or letter.withdrawn_at):
        raise Http404
    return moved_to(letter.live) if letter.is_public else _gone(request, letter)


def _gone(request: HttpRequest, letter: FormLetter) -> HttpResponse:
    elsewhere = LetterEdition.objects.live().on(letter.topic).for_cards()[:5]
    context = {"letter": letter, "elsewhere": elsewhere}
    if request.method == "POST":  # what was typed is nowhere but here
        typed = of_edition(letter.editions.first()).data.values()
        given = [(d.question, w) for d in typed if (w := request.POST.get(d.key, "").strip())]
        context["typed"] = given
    return render(request, "letters/gone.html", context, status=410)


def personal(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page made of what a reader sent, for that reader alone: opened without, the letter's own.

    Nothing of it is kept, logged or named to the next page.
    """

    @public_post
    @sensitive_post_parameters()
    @wraps(view)
    def answer(request: HttpRequest, slug: str, **more) -> HttpResponse:
        if request.method != "POST":
            return redirect("letter", slug=slug)
        return keep_private(view(request, slug, **more))

    return answer


@personal
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """From the answers to the letter, or back to the boxes with what is wrong."""
    edition = LetterEdition.objects.live().for_page().filter(slug=slug).first()
    if edition is None:
        return _not_here(request, slug)
    page = LetterPage.answered(edition, request.POST)
    if page.form.errors:
        context = {"page": page, "form": page.form}
        return render(request, "letters/show.html", context, status=422)
    sheet = page.sheet()
    return _written(request, page, sheet, SheetForm.of(sheet, page.answers.address()))


@personal
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """The letter with the words that its reader changed."""
    edition = edition_at(slug)
    form = SheetForm(request.POST)
    page = _page_of(edition, form)
    if not form.is_valid():
        return _written(request, page, None, form, status=422)
    return _written(request, page, form.sheet(_blank(edition)), form)


@personal
def as_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The letter as plain text."""
    edition, form = edition_at(slug), SheetForm(request.POST)
    if not form.is_valid():
        return _written(request, _page_of(edition, form), None, form, status=422)
    return download(f"{edition.slug}.txt", as_text(form.sheet(_blank(edition))))


def download(name: str, words: str) -> HttpResponse:
    """A text that every program of every system opens as it is."""
    written = "\ufeff" + words.replace("\n", "\r\n")
    response = HttpResponse(written, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@personal
def as_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same sheet as a PDF; when there is none, the letter whole, and why."""
    edition, form = edition_at(slug), SheetForm(request.POST)
    page = _page_of(edition, form)
    if not form.is_valid():
        return _written(request, page, None, form, status=422)
    sheet = form.sheet(_blank(edition))
    try:
        file = pdf_of(sheet)
    except NoPdf as why:
        return _written(request, page, sheet, form, status=why.status, trouble=why.sentence)
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{edition.slug}.pdf"'
    return response


@public_page
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """The days that follow the one on which it was sent; nothing personal is in the address."""
    edition = get_object_or_404(LetterEdition.objects.live().for_page(), slug=slug)
    day = SentForm(request.GET if "inviata" in request.GET else None)
    page = LetterPage.opened(edition, request.GET)
    if day.is_valid():
        page.sent_on = day.cleaned_data["inviata"]
    shows(LIST)
    context = {"page": page, "day": day, "along": page.carried.pairs()}
    status = 422 if day.errors else 200
    return render(request, "letters/sent.html", context, status=status)


def edition_at(slug: str) -> LetterEdition:
    """Withdrawn too: what a reader has in hand is not lost."""
    edition = LetterEdition.objects.for_page().filter(slug=slug).order_by("-pk").first()
    if edition is None:
        raise Http404
    return edition


def _blank(edition: LetterEdition) -> Sheet:
    return Sheet(title=edition.title, blocks=(), closing=CLOSING)


def _page_of(edition: LetterEdition, form: SheetForm) -> LetterPage:
    letter = of_edition(edition)
    public = [datum for datum in letter.data.values() if not datum.is_personal]
    keys = [datum.key for datum in public]
    answers = Answers.read(form.answers, public, optional=keys)
    return LetterPage(edition, letter, answers, sent_on=timezone.localdate())


def _written(
    request: HttpRequest,
    page: LetterPage,
    sheet: Sheet | None,
    form: SheetForm,
    *,
    status: int = 200,
    trouble: str = "",
) -> HttpResponse:
    context = {"page": page, "sheet": sheet, "form": form, "trouble": trouble}
    if sheet:
        context["mailto"] = mailto(sheet)
    return render(request, "letters/written.html", context, status=status)
