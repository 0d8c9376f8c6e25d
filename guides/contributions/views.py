from contextlib import suppress
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from guides.contributions.contribution import Contribution
from guides.contributions.forms import AnswerForm, RewriteForm, UpdateForm
from guides.contributions.links import Link, Purpose
from guides.contributions.private import private
from guides.contributions.receiving import take_in
from guides.contributions.update import Update
from guides.moderation.refusals import Overtaken
from guides.spam import judge, receive
from guides.spam.rate import limit

ADDITION = limit("addition", (8, timedelta(minutes=10)), (60, timedelta(days=1)))

OWNER = (Purpose.SENDER, Purpose.MAILBOX)


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
def rewrite(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """Change the words while they wait."""
    if not mine.is_waiting or mine.erased_at:
        return _back(request)
    form = RewriteForm(mine, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"form": form, "mine": mine, "token": _token(request)}
        return render(request, "contributions/rewrite.html", context, status=status)
    with suppress(Overtaken):  # a moderator was faster: the page says how it ended
        _revise(mine, form.cleaned_data)
    return _back(request)


def _revise(mine: Contribution, words: dict[str, str]) -> None:
    for name, value in words.items():
        setattr(mine, name, value)
    verdict = judge(
        mine.queue_text,
        name=mine.author_name,
        email=mine.author_email,
        network=mine.network,
        submission_id=mine.submission_id,
    )
    mine.revise(verdict=verdict.as_json(), **words)


@private(*OWNER)
@require_POST
def add_update(request: HttpRequest, mine: Contribution, link: Link) -> HttpResponse:
    """Add to the published words; the addition waits for a moderator too."""
    if not mine.is_public:
        return _back(request)
    form = UpdateForm(request.POST)

    def page(*, status: int) -> HttpResponse:
        return _page(request, mine, link, update_form=form, status=status)

    def accept() -> HttpResponse:
        update = Update(
            **{mine._meta.model_name: mine},
            text=form.cleaned_data["text"],
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
    status: int = 200,
) -> HttpResponse:
    questions = list(mine.questions)
    for question in questions:
        is_this = answer_form and answer_form.question == question
        question.form = answer_form if is_this else AnswerForm(question)
    context = {
        "mine": mine,
        "token": _token(request),
        "can_confirm": link.purpose == Purpose.MAILBOX and not mine.email_confirmed_at,
        "questions": questions,
        "corrections": mine.corrections,
        "updates": mine.updates.oldest_first(),
        "update_form": update_form or UpdateForm(with_token=True),
        "form": update_form or answer_form,
    }
    return render(request, "contributions/show.html", context, status=status)


def _token(request: HttpRequest) -> str:
    return request.resolver_match.kwargs["token"]


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("receipt", _token(request))
