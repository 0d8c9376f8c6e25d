from copy import copy
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from guides.contributions.attached import files_of
from guides.contributions.contribution import Contribution
from guides.contributions.forms import (
    AddressForm,
    AnswerForm,
    ContestForm,
    RewriteForm,
    UpdateForm,
)
from guides.contributions.links import Link, Purpose
from guides.contributions.meanwhile import what_happened_to
from guides.contributions.pace import in_plain_words, usual_wait
from guides.contributions.private import private
from guides.contributions.receiving import take_in
from guides.contributions.update import Update
from guides.moderation.exceptions import CannotDecide, Overtaken
from guides.spam import judge, receive
from guides.spam.rate import limit

ADDITION = limit("addition", (8, timedelta(minutes=10)), (60, timedelta(days=1)))
REWRITE = limit("rewrite", (40, timedelta(minutes=10)), (200, timedelta(days=1)))
CONTEST = limit("contest", (8, timedelta(minutes=10)), (30, timedelta(days=1)))
ADDRESS = limit("address", (4, timedelta(minutes=10)), (12, timedelta(days=1)))

OWNER = (Purpose.SENDER, Purpose.MAILBOX)
NOT_PUBLIC = (
    "Un aggiornamento si aggiunge a quello che è pubblicato, e ora non lo è. Quello che hai "
    "scritto è ancora qui sotto: copialo, se ti serve."
)


@private(*OWNER)
def show(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """Where the reader's words stand, and what can be done with them."""
    return _page(request, mine, link)


@private(*OWNER)
@require_POST
def confirm(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """The address is theirs: only from the letter, and only by a button."""
    if link.purpose == Purpose.MAILBOX:
        mine.confirm_email()
        mine.restart_mail()
    return _back(request)


@private(*OWNER)
def rewrite(request: HttpRequest, mine: Contribution, link: Link, update: int = 0) -> HttpResponse:
    """Correct what waits, or what was refused and goes back among what waits."""
    what = _of(mine, update)
    if mine.erased_at or (request.method != "POST" and not (what.is_waiting or what.is_refused)):
        return _back(request)
    said = request.POST if request.method == "POST" else None
    form = RewriteForm(what, said, files_of(what, request))

    def page(*, status: int = 200) -> HttpResponse:
        context = {"form": form, "mine": mine, "what": what, "token": _token(request)}
        return render(request, "contributions/rewrite.html", context, status=status)

    def accept() -> HttpResponse:
        try:
            _keep(what, form)
        except CannotDecide:
            form.add_error(None, what_happened_to(what))
            return page(status=409)
        return _back(request)

    if request.method != "POST":
        return page()
    return receive(request, form, act=REWRITE, show=page, accept=accept)


@transaction.atomic
def _keep(what, form: RewriteForm) -> None:
    """Under its new words the guard judges it again; nothing is done when nothing changed."""
    if not form.is_changed:
        return
    new = copy(what)
    for name, value in form.changes.items():
        setattr(new, name, value)
    verdict = judge(
        new.queue_text,
        name=new.author_name,
        email=new.author_email,
        network=new.network,
        submission_id=new.submission_id,
        honeypot_filled=form.clues["honeypot_filled"],  # who corrects a word is quick
    )
    save = what.resubmit if what.is_refused else what.revise
    save(verdict=verdict.as_json(), **form.changes)
    if form.sent:
        form.sent.keep()


@private(*OWNER)
def contest(request: HttpRequest, mine: Contribution, link: Link, update: int = 0) -> HttpResponse:
    """Say why a refusal is wrong: another moderator decides."""
    what = _of(mine, update)
    if mine.erased_at or (request.method != "POST" and not what.can_be_contested):
        return _back(request)
    form = ContestForm(request.POST if request.method == "POST" else None)

    def page(*, status: int = 200) -> HttpResponse:
        context = {"form": form, "mine": mine, "what": what, "token": _token(request)}
        return render(request, "contributions/contest.html", context, status=status)

    def accept() -> HttpResponse:
        try:
            what.contest(text=form.cleaned_data["text"])
        except Overtaken:
            form.add_error(None, what_happened_to(what))
        except CannotDecide as refusal:
            form.add_error(None, str(refusal))
        return page(status=409) if form.errors else _back(request)

    if request.method != "POST":
        return page()
    return receive(request, form, act=CONTEST, show=page, accept=accept)


def _of(mine: Contribution, update: int):
    """What the address speaks of: the words that were sent, or one of their updates."""
    return get_object_or_404(mine.updates, pk=update) if update else mine


@private(*OWNER)
@require_POST
def change_address(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """Another mailbox, to be confirmed from there."""
    if mine.erased_at:
        return _back(request)
    form = AddressForm(request.POST)

    def page(*, status: int) -> HttpResponse:
        return _page(request, mine, link, address_form=form, status=status)

    def accept() -> HttpResponse:
        mine.change_address(form.cleaned_data["email"])
        return redirect(mine.private_path)

    return receive(request, form, act=ADDRESS, show=page, accept=accept)


@private(*OWNER)
@require_POST
def add_update(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """Add to the published words; the addition waits for a moderator too."""
    if mine.erased_at:
        return _back(request)
    form = UpdateForm(mine, request.POST)

    def page(*, status: int) -> HttpResponse:
        return _page(request, mine, link, update_form=form, status=status)

    if not mine.is_public:
        form.add_error(None, NOT_PUBLIC)
        return page(status=409)

    def accept() -> HttpResponse:
        update = Update(
            **{mine._meta.model_name: mine},
            text=form.cleaned_data["text"],
            outcome=form.new_outcome,
            author_name=mine.author_name,
            author_email=mine.author_email,
            email_confirmed_at=mine.email_confirmed_at,
        )
        take_in(request, form, update)
        return _back(request)

    return receive(request, form, act=ADDITION, show=page, accept=accept)


@private(*OWNER)
@require_POST
def reply(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """Answer the newsroom's question."""
    for question in mine.questions.unanswered():
        form = AnswerForm(question, request.POST)
        if form.add_prefix("text") not in request.POST:
            continue
        if not form.is_valid():
            return _page(request, mine, link, answer_form=form, status=422)
        mine.answer_question(question, text=form.cleaned_data["text"])
    return _back(request)


@private(*OWNER)
@require_POST
def take_back(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    mine.take_back()
    return _back(request)


@private(*OWNER)
@require_POST
def erase(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    mine.erase()
    return _back(request)


@private(*OWNER)
@require_POST
def renew(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """Make every link given out so far useless, and give a new one."""
    mine.revoke_links()
    return redirect(mine.private_path)


@private(*OWNER)
@require_POST
def mail(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """Stop the letters, or have them again."""
    if mine.mail_stopped_at:
        mine.restart_mail()
    else:
        mine.stop_mail()
    return _back(request)


@private(*OWNER)
def download(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """Everything we hold about it."""
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(mine.held_data(), json_dumps_params=options)
    response["Content-Disposition"] = f'attachment; filename="{mine.link_kind}-{mine.pk}.json"'
    return response


@private(Purpose.STOP)
def stop_mail(request: HttpRequest, row, link: Link) -> HttpResponse:
    """One POST stops the letters (RFC 8058, section 3.2); opening the address only asks."""
    if request.method == "POST":
        row.stop_mail()
    return render(request, "contributions/stop_mail.html", {"is_stopped": row.mail_stopped_at})


def _page(
    request: HttpRequest,
    mine: Contribution,
    link: Link,
    *,
    update_form: UpdateForm | None = None,
    answer_form: AnswerForm | None = None,
    address_form: AddressForm | None = None,
    status: int = 200,
) -> HttpResponse:
    if mine.erased_at:
        return render(request, "contributions/erased.html", {"mine": mine}, status=status)
    context = {
        "mine": mine,
        "token": _token(request),
        "can_confirm": link.purpose == Purpose.MAILBOX and not mine.email_confirmed_at,
        "questions": _questions(mine, answer_form),
        "corrections": mine.corrections,
        "updates": mine.updates.oldest_first(),
        "usual_wait": _usual_wait(mine),
        "update_form": update_form or UpdateForm(mine),
        "address_form": address_form or AddressForm(),
        "form": update_form or answer_form or address_form,
    }
    return render(request, "contributions/show.html", context, status=status)


def _questions(mine: Contribution, answer_form: AnswerForm | None) -> list:
    questions = list(mine.questions)
    for question in questions:
        is_this = answer_form and answer_form.question == question
        question.form = answer_form if is_this else AnswerForm(question)
    return questions


def _usual_wait(mine: Contribution) -> str:
    """How long who waits may expect to wait, "" when nobody knows."""
    wait = usual_wait() if mine.is_waiting else None
    return in_plain_words(wait) if wait else ""


def _token(request: HttpRequest) -> str:
    return request.resolver_match.kwargs["token"]


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("receipt", _token(request))
