import logging
from datetime import timedelta
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from guides.feedback.forms import PRESS, SURE, ReasonForm, VoteForm
from guides.feedback.remarks import Remark
from guides.feedback.votes import SectionVote
from guides.guide.editions import EditionSection
from guides.pages.once import found_or_made
from guides.spam import admit, judge, network_key, public_post, receive
from guides.spam.rate import limit

FEEDBACK = limit("feedback", (60, timedelta(minutes=10)), (400, timedelta(days=1)))

log = logging.getLogger(__name__)

TRAPPED = (
    "Era riempito il campo che chiediamo di lasciare vuoto: lo fanno i programmi, a volte anche "
    "quelli che compilano i moduli per te. Torna alla guida, lascialo vuoto e premi di nuovo."
)


@never_cache
@public_post
def vote(request: HttpRequest, edition: int) -> HttpResponse:
    """One click. It needs no time token: a network has one vote a section a day, whenever sent."""
    if request.method != "POST":
        return redirect("guides")
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _not_counted(request, PRESS, status=422)
    section = _section(edition, form.position)
    if form.clues["honeypot_filled"]:
        return _not_counted(request, TRAPPED, status=422, section=section)
    admission = admit(request, act=FEEDBACK, submission_id=uuid4())
    if admission.is_refused:
        response = _not_counted(request, admission.sentence, status=429, section=section)
        response["Retry-After"] = str(admission.retry_after)
        return response
    SectionVote.objects.cast(section, reader=network_key(request), useful=form.useful)
    return redirect("vote_counted" if form.useful else "vote_reason", edition, section.position)


@never_cache
def counted(request: HttpRequest, edition: int, position: int, told: bool = False) -> HttpResponse:
    context = {"section": _section(edition, position), "told": told}
    return render(request, "feedback/counted.html", context)


@never_cache
@public_post
def reason(request: HttpRequest, edition: int, position: int) -> HttpResponse:
    """Why not, and a sentence; sent once more when the sentence seems to hold personal data."""
    section = _section(edition, position)
    form = ReasonForm(request.POST or None, section=section)

    def show(*, status: int = 200, **more) -> HttpResponse:
        context = {"section": section, "form": form, "sure": SURE, **more}
        return render(request, "feedback/reason.html", context, status=status)

    def accept() -> HttpResponse:
        _save_reason(request, section, form)
        return redirect("vote_told", edition, position)

    if request.method != "POST":
        return show()
    if warnings := form.warnings:
        return show(warnings=warnings)
    return receive(request, form, act=FEEDBACK, show=show, accept=accept)


def _save_reason(request: HttpRequest, section: EditionSection, form: ReasonForm) -> None:
    said, network = form.cleaned_data, network_key(request)
    SectionVote.objects.cast(section, reader=network, useful=False, reason=said["reason"])
    if not said["text"]:
        return
    verdict = judge(said["text"], network=network, submission_id=form.submission_id, **form.clues)
    found_or_made(
        Remark.objects,
        submission_id=form.submission_id,
        made={
            "edition": section.edition,
            "section_uid": section.uid,
            "section_title": section.title,
            "reason": said["reason"],
            "text": said["text"],
            "verdict": verdict.as_json(),
        },
    )


def _section(edition: int, position: int) -> EditionSection:
    """The main section at a place of an edition, in a guide that readers can read now.

    A page of before may still name a subsection: its vote goes to the main section it is part of.
    """
    public = EditionSection.objects.filter(edition__guide__live__isnull=False, edition=edition)
    public = public.select_related("edition__guide__live")
    named = get_object_or_404(public, position=position)
    return public.filter(level=1, position__lte=position).order_by("position").last() or named


def _not_counted(
    request: HttpRequest, sentence: str, *, status: int, section: EditionSection | None = None
) -> HttpResponse:
    log.info("vote not counted: status=%s", status)
    context = {"sentence": sentence, "section": section}
    return render(request, "feedback/not_counted.html", context, status=status)
