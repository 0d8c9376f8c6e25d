import logging
from collections.abc import Callable
from typing import Protocol

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guides.spam.forms import EDIT, TOKEN, GuardedForm
from guides.spam.origin import public_post
from guides.spam.rate import admit
from guides.spam.token import issue_token

log = logging.getLogger(__name__)

# A page between cannot carry files: their form is shown again, with every word.
FILES_AGAIN = (
    "Prima di inviare rileggi quello che hai scritto e, se ce ne sono, scegli di nuovo gli "
    "allegati: il browser non li conserva. Poi premi ancora «Invia»."
)


class ShowForm(Protocol):
    """Renders the room's page with the form: `show(status=422)`."""

    def __call__(self, *, status: int) -> HttpResponse: ...


@never_cache
@require_POST
@public_post
def token(request: HttpRequest) -> HttpResponse:
    """A fresh token for the script that spares the reader the page between."""
    return JsonResponse({TOKEN: issue_token()})


def receive(
    request: HttpRequest,
    form: GuardedForm,
    *,
    act: str,
    show: ShowForm,
    accept: Callable[[], HttpResponse],
) -> HttpResponse:
    """Lead a posted form to its end: errors, the page between, the rate limit, then `accept()`.

    `show(status=…)` renders the page with the bound form (422 for errors, 429 over the limit,
    200 to go on writing); `accept()` stores the valid form under `form.submission_id` and answers.
    `act` names the limit in `rate.limit`. Every answer is for this reader alone: never cached.
    """
    response = _answer(request, form, act=act, show=show, accept=accept)
    response.setdefault("Cache-Control", "no-store")
    return response


def _answer(
    request: HttpRequest,
    form: GuardedForm,
    *,
    act: str,
    show: ShowForm,
    accept: Callable[[], HttpResponse],
) -> HttpResponse:
    if form.wants_editing:
        return show(status=200)
    if not form.is_valid():
        log.info("form not valid: act=%s fields=%s", act, sorted(form.errors))
        return show(status=422)
    if form.needs_confirmation and form.brings_files:
        form.add_error(None, FILES_AGAIN)
        return show(status=422)
    if form.needs_confirmation:
        return render(request, "spam/confirm.html", {"form": form, "edit": EDIT})
    admission = admit(request, act=act, submission_id=form.submission_id)
    if admission.is_refused:
        log.warning("over the rate limit: act=%s wait=%ss", act, admission.retry_after)
        form.add_error(None, admission.sentence)
        response = show(status=429)
        response["Retry-After"] = str(admission.retry_after)
        return response
    return accept()
