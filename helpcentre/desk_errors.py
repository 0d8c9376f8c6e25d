"""When something is refused or missing: at the desk in its own dress, elsewhere in the site's."""

import logging
import sys
from urllib.parse import urlsplit

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guides.site import views as site
from helpcentre.database_down import answer_to
from helpcentre.logs.request_id import for_people

log = logging.getLogger(__name__)
DESK = ("/admin/", "/markdownx/", "/anteprima/guide/", "/riservati/")
NEVER_AGAIN = {"csrfmiddlewaretoken"}  # a fresh one stands in the form


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _is_desks(request):
        return _desk_page(request, "desk/forbidden.html", "Qui non hai il permesso", status=403)
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_desks(request):
        return _desk_page(request, "desk/not_found.html", "Questa pagina non c’è", status=404)
    return site.not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the database; where that is away, as before any middleware asked it."""
    if away := answer_to(request, sys.exc_info()[1]):
        return away
    code = for_people(request.META)
    if request.path.startswith(DESK):
        context = {"user": None, "code": code}
        return render(request, "desk/server_error.html", context, status=500)
    return site.server_error(request, code=code)


def not_proved(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The proof against forged forms failed: mostly a page that was open for too long.

    Who sent it from a page of this site is offered every word again, with a fresh proof.
    """
    log.warning("csrf: %s", reason)
    if not _is_desks(request):
        return render(request, "403.html", {"is_old": True}, status=403)
    context = {"again": as_sent(request) if _is_from_here(request) else None}
    title = "Non abbiamo ancora salvato"
    return _desk_page(request, "desk/not_proved.html", title, status=403, **context)


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """What was sent from a page of ours by somebody whose session is over: every word again.

    None where nothing was written, or where it came from elsewhere.
    """
    if request.method != "POST" or request.user.is_authenticated or not _is_from_here(request):
        return None
    context = {"again": as_sent(request)}
    return _desk_page(request, "desk/signed_out.html", "Entra di nuovo", status=403, **context)


def _is_desks(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return request.path.startswith(DESK) and bool(user and user.is_active and user.is_staff)


def _is_from_here(request: HttpRequest) -> bool:
    """Another site could have filled the form: only what a page of ours sent is sent again."""
    sent_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(sent_from).netloc == request.get_host()


def as_sent(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NEVER_AGAIN and "password" not in name
    ]


def _desk_page(
    request: HttpRequest, template: str, title: str, *, status: int, **more
) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": title, **more}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response
