"""The password asked again before what a session left open, or stolen, must not do.

Whoever gave it in the last quarter of an hour is not asked. The page that asks carries every word
that was sent, and goes on with them; it needs no script.
"""

import time
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from guides.people.sessions import BEGAN
from helpcentre.accounts.password_again import PasswordAgainForm
from helpcentre.accounts.tries import answered
from helpcentre.desk_errors import as_sent

GIVEN = "password_given"  # in the session: when, in seconds
GOOD_FOR = 15 * 60
BOX, ASKED_OF = "_password_again", "_asked_of"  # what the page adds to what was sent


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """The page that asks, or None to go on; what was sent is then as it was sent."""
    if _was_given_lately(request):
        _take_away_our_own(request)
        return None
    typed = {"password": request.POST[BOX]} if BOX in request.POST else None
    form = PasswordAgainForm(request, typed)
    if form.is_bound and form.is_valid():
        request.session[GIVEN] = time.time()
        if request.POST.get(ASKED_OF) == "GET":
            return redirect(request.get_full_path())
        _take_away_our_own(request)
        return None
    return _page(request, form)


def _was_given_lately(request: HttpRequest) -> bool:
    given = max(request.session.get(BEGAN, 0), request.session.get(GIVEN, 0))
    return time.time() - given < GOOD_FOR


def _take_away_our_own(request: HttpRequest) -> None:
    if request.method == "POST" and BOX in request.POST:
        sent: Any = request.POST.copy()
        sent.pop(BOX)
        sent.pop(ASKED_OF, None)
        request.POST = sent


def _page(request: HttpRequest, form: PasswordAgainForm) -> HttpResponse:
    asked_of = request.POST.get(ASKED_OF) or request.method
    again = [pair for pair in as_sent(request) if pair[0] not in (BOX, ASKED_OF)]
    context = admin.site.each_context(request) | {
        "title": "Conferma che sei tu",
        "form": form,
        "again": again,
        "asked_of": "GET" if asked_of in ("GET", "HEAD") else "POST",
        "had_files": bool(request.FILES),
    }
    status = 422 if form.is_bound else 200
    response = render(request, "people/password_again.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return answered(response, form)
