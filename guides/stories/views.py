import logging
from datetime import timedelta

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from guides.contributions.receiving import take_in
from guides.pages.moved import moved_to
from guides.pages.tags import public_page, shows
from guides.spam import public_post, receive
from guides.spam.forms import EDIT
from guides.spam.rate import limit
from guides.stories import resending  # noqa: F401 - says how a story's files are changed
from guides.stories.attachment import MOST, Attachment
from guides.stories.attachment_files import MAX_BYTES
from guides.stories.draft import Draft
from guides.stories.filters import StoryFilter
from guides.stories.forms import DRAFT, DROP, StoryForm
from guides.stories.models import Story
from guides.stories.steps import STEPS, Step, first_wrong, forget_errors_beyond, step_named
from guides.text.canonical import in_one_line
from guides.uploads.admission import receive_files

STORY = limit("story", (4, timedelta(hours=1)), (12, timedelta(days=1)))

log = logging.getLogger(__name__)

A_PAGE = 20
SEND = "invia"
BACK = "indietro"
STEP = "passo"
MAX_POST = (MOST + 1) * MAX_BYTES


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Published stories, by company, topic and outcome."""
    shows("stories")
    choice = StoryFilter.of(request.GET)
    page = Paginator(choice.stories(), A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "stories/index.html", {"page": page, "choice": choice})


@public_page
def show(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    stories = Story.objects.approved().select_related("company", "topic", "discussion")
    story = get_object_or_404(stories, pk=pk)
    if slug != story.slug:
        return moved_to(story)
    return render(request, "stories/show.html", {"story": story})


@public_post
def tell(request: HttpRequest) -> HttpResponse:
    """The three steps, the preview, and the way to the private link."""
    if request.method != "POST":
        asked = {"title": request.GET.get("titolo", ""), "company": request.GET.get("azienda", "")}
        initial = {name: in_one_line(said)[:120] for name, said in asked.items()}
        return _form(request, StoryForm(initial=initial), STEPS[0])
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_POST:
        return render(request, "stories/too_big.html", status=413)
    form = _posted(request)
    if next_step := _between_steps(request, form):
        return next_step
    if form.wants_editing or not form.is_valid() or _is_being_sent(request, form):
        return receive(
            request,
            form,
            act=STORY,
            show=lambda *, status: _form_again(request, form, status=status),
            accept=lambda: _accept(request, form),
        )
    context = _context(form) | {"story": form.story()}
    return _never_kept(render(request, "stories/preview.html", context))


def _between_steps(request: HttpRequest, form: StoryForm) -> HttpResponse | None:
    """The page of the next step or of the one before; None when the whole story was sent."""
    step = step_named(request.POST.get(STEP, ""))
    if BACK in request.POST and step is not STEPS[0]:
        form.errors.clear()
        return _on_the_way(_form(request, form, STEPS[step.number - 2]))
    if form.wants_editing or step.is_last:
        return None
    if first_wrong(form, until=step):
        return _on_the_way(_form_again(request, form, until=step, status=422))
    form.errors.clear()  # of what was not asked yet
    return _on_the_way(_form(request, form, STEPS[step.number]))


def _on_the_way(response: HttpResponse) -> HttpResponse:
    """For this reader alone; the browser's "back" may still show it, with the words."""
    response["Cache-Control"] = "private, no-cache"
    return response


def _posted(request: HttpRequest) -> StoryForm:
    draft = Draft.read(request.POST.get(DRAFT, ""))
    draft.drop(request.POST.getlist(DROP))
    form = StoryForm(request.POST, draft=draft)
    if files := request.FILES.getlist("attachments"):
        form.reception = receive_files(request, form, files)
        if not form.reception.refusals:
            form.reception = draft.take(files)
    return form


def _is_being_sent(request: HttpRequest, form: StoryForm) -> bool:
    """True when the reader saw the preview and pressed «Invia»."""
    return SEND in request.POST and not form.needs_confirmation


@transaction.atomic
def _save_story(request: HttpRequest, form: StoryForm) -> Story:
    story = take_in(request, form, form.story())
    form.draft.give_to(story)
    return story


def _accept(request: HttpRequest, form: StoryForm) -> HttpResponse:
    return redirect(_save_story(request, form).private_path)


def _form(request: HttpRequest, form: StoryForm, step: Step, *, status: int = 200) -> HttpResponse:
    """One step, with the words of the others hidden in it."""
    if form.is_bound:
        forget_errors_beyond(form, step)
    others = {name for other in STEPS if other is not step for name in other.fields}
    context = _context(form) | {
        "step": step,
        "steps": STEPS,
        "fields": [form[name] for name in step.fields],
        "hidden": [form[name] for name in sorted(others - {"attachments"})]
        if form.is_bound
        else [],
    }
    return render(request, "stories/tell.html", context, status=status)


def _form_again(
    request: HttpRequest, form: StoryForm, *, until: Step = STEPS[-1], status: int
) -> HttpResponse:
    """The step with something to mend, else the one that the reader wants to edit, else the last.

    Files that were turned away say by the status whether to try again.
    """
    reception = form.reception
    if form.wants_editing and not reception.refusals:
        step = step_named(request.POST[EDIT])
    else:
        step = first_wrong(form, until=until) or until
    status = reception.status if reception.refusals else status
    response = _form(request, form, step, status=status)
    if reception.retry_after:
        response["Retry-After"] = str(reception.retry_after)
    return response


def _context(form: StoryForm) -> dict:
    papers = list(form.draft.papers) if form.is_bound else []
    draft = form.draft.signed if form.is_bound else ""
    return {"form": form, "papers": papers, "draft": draft, "most": MOST}


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


@never_cache
@staff_member_required
@permission_required("guides.moderate_contribution", raise_exception=True)
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """A reader's proof, for staff: nothing in it can run, and a PDF is only ever downloaded."""
    paper = get_object_or_404(Attachment, pk=pk)
    try:
        content = paper.file.open("rb")
    except (OSError, ValueError) as trouble:  # ValueError: its name is empty
        log.error("the file of attachment %s cannot be read: %s", pk, type(trouble).__name__)
        return render(request, "stories/no_file.html", {"paper": paper}, status=404)
    response = FileResponse(
        content,
        as_attachment=paper.content_type == "application/pdf",
        filename=f"allegato-{paper.pk}{paper.ending}",
        content_type=paper.content_type,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
