"""«Le tue sessioni»: where one is signed in, and how to sign out from there."""

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guides.people.sessions import DeskSession
from guides.record.models import Verb, record
from guides.record.password import asks_password
from helpcentre.accounts.session_ages import note_act, seconds_left


@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    return _sessions(request, request.user, "Le tue sessioni")


@asks_password()
@never_cache
@require_http_methods(["GET", "POST"])
def of_somebody(request: HttpRequest, pk: int) -> HttpResponse:
    """Another's, for administrators."""
    if not request.user.is_superuser:
        raise PermissionDenied
    person = get_object_or_404(User, pk=pk)
    return _sessions(request, person, f"Le sessioni di {person}")


def _sessions(request: HttpRequest, person, title: str) -> HttpResponse:
    here = request.session.session_key
    there = list(DeskSession.objects.of(person))
    if request.method == "POST":
        _close(request, person, [s for s in there if s.session_key != here])
        return redirect(request.path)
    context = admin.site.each_context(request) | {
        "title": title,
        "sessions": [{"row": s, "is_this": s.session_key == here} for s in there],
        "others": sum(s.session_key != here for s in there),
        "person": person,
        "is_mine": person.pk == request.user.pk,
    }
    return render(request, "people/sessions.html", context)


@transaction.atomic
def _close(request: HttpRequest, person, others: list[DeskSession]) -> None:
    """One by its number in the form, or all; never this one, which has «Esci»."""
    chosen = request.POST.get("chiudi", "")
    closed = [s for s in others if chosen in ("tutte", s.handle)]
    DeskSession.objects.filter(pk__in=[s.pk for s in closed]).delete()
    if closed and person.pk != request.user.pk:
        record(Verb.SESSIONS, by=request.user, about=person, after={"chiuse": len(closed)})
    said = {0: "Quella sessione era già finita.", 1: "Chiusa: chi la usava deve entrare di nuovo."}
    messages.success(request, said.get(len(closed), f"Chiuse {len(closed)} sessioni."))


@never_cache
@require_http_methods(["GET", "POST"])
def session_left(request: HttpRequest) -> JsonResponse:
    """How many seconds are left, for the page's warning; a POST says that somebody is there."""
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0, "longest": 0})
    if request.method == "POST":
        note_act(request, every=0)
    left, longest = seconds_left(request), seconds_left(request, whatever_is_done=True)
    return JsonResponse({"left": left, "longest": longest})
