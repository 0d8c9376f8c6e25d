"""Recovery codes are shown once: until somebody says they are put away, or half an hour."""

import time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guides.site.models import SiteSettings
from helpcentre.accounts import recovery
from helpcentre.accounts.changes import own_change
from helpcentre.accounts.half_in import FromInside, renew_session_mark
from helpcentre.accounts.password_again import PasswordAgainForm
from helpcentre.accounts.second_step import shown, where_to

CODES = "new_recovery_codes"
SHOWN_FOR = 30 * 60  # seconds
RENEWED = "Sono stati fatti dieci codici di recupero nuovi: quelli di prima non valgono più."
A_FILE = """Codici di recupero: {site}

Ognuno vale una volta sola, al posto del codice o della passkey.

{codes}

Tienili dove non arriva chi ti prende il telefono.
"""


def show_once(request: HttpRequest, codes: list[str]) -> None:
    request.session[CODES] = [time.time(), codes]


def _to_show(request: FromInside) -> list[str]:
    since, codes = request.session.get(CODES, (0, []))
    return codes if time.time() - since < SHOWN_FOR else []


@never_cache
@require_http_methods(["GET", "POST"])
def recovery_codes(request: FromInside) -> HttpResponse:
    codes = _to_show(request)
    if request.method == "POST" or not codes:
        request.session.pop(CODES, None)
        return redirect(where_to(request) if codes else "admin:security")
    if "file" in request.GET:
        return _as_a_file(codes)
    context = {"title": "Codici di recupero", "codes": codes, "next": where_to(request)}
    return shown(request, "accounts/recovery_codes.html", context, None)


def _as_a_file(codes: list[str]) -> HttpResponse:
    words = A_FILE.format(site=SiteSettings.current().name, codes="\n".join(codes))
    response = HttpResponse(words, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="codici-di-recupero.txt"'
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def renew_recovery_codes(request: FromInside) -> HttpResponse:
    form = PasswordAgainForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        show_once(request, recovery.new_codes(request.user))
        renew_session_mark(request, request.user)
        own_change(request.user, RENEWED)
        messages.success(request, "I codici di prima non valgono più.")
        return redirect("admin:recovery_codes")
    context = {
        "title": "Fai codici di recupero nuovi",
        "form": form,
        "says": "Ne avrai dieci. Quelli di prima non varranno più.",
        "act": "Fai i codici nuovi",
    }
    return shown(request, "accounts/with_password.html", context, form)
