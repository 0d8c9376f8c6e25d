"""«La tua sicurezza»: what one comes in with, changed with the password asked again."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from helpcentre.accounts import recovery
from helpcentre.accounts.app_setup import AppForm, forget_key, key_of, key_shown
from helpcentre.accounts.changes import own_change
from helpcentre.accounts.factors import TheLast, take_away_one
from helpcentre.accounts.half_in import FromInside, renew_session_mark
from helpcentre.accounts.password_again import PasswordAgainForm
from helpcentre.accounts.recovery_page import show_once
from helpcentre.accounts.second_step import shown

KINDS = {"app": TOTPDevice, "passkey": WebAuthnCredential}
IS_CALLED = {"app": "l’app", "passkey": "la passkey"}
THE_LAST = "È l’unica che hai: prima aggiungine un’altra, poi togli questa."


def mine(request: FromInside, kind: str) -> list[Device]:
    rows = KINDS[kind].objects.devices_for_user(request.user, confirmed=True)
    return list(rows.order_by("created_at"))


@never_cache
def security(request: FromInside) -> HttpResponse:
    context = {
        "title": "La tua sicurezza",
        "apps": mine(request, "app"),
        "passkeys": mine(request, "passkey"),
        "left": recovery.how_many_left(request.user),
        "is_asked": settings.SECOND_FACTOR,
        "may_have_passkeys": settings.PASSKEYS,
    }
    return shown(request, "accounts/security.html", context, None)


class AppWithPasswordForm(AppForm, PasswordAgainForm):
    """Both at once, so that nothing is typed twice."""

    field_order = ["password", "code", "name"]

    def __init__(self, request: FromInside, key: bytes, *args, **kwargs) -> None:
        PasswordAgainForm.__init__(self, request, *args, **kwargs)
        self.key = key


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def add_app(request: FromInside) -> HttpResponse:
    key = key_of(request)
    form = AppWithPasswordForm(request, key, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        app = form.add_to(request.user)
        forget_key(request)
        return added(request, f"È stata aggiunta l’app «{app.name}».")
    context = {"title": "Aggiungi un’app", "form": form, "key": key_shown(request.user, key)}
    return shown(request, "accounts/add_app.html", context, form)


@never_cache
def add_passkey(request: FromInside) -> HttpResponse:
    form = PasswordAgainForm(request)
    context = {"title": "Aggiungi una passkey", "form": form}
    return shown(request, "accounts/add_passkey.html", context, form)


def added(request: FromInside, what: str) -> HttpResponse:
    """Said here and by letter; the first one brings recovery codes."""
    changed(request, what)
    if recovery.how_many_left(request.user):
        return redirect("admin:security")
    show_once(request, recovery.new_codes(request.user))
    renew_session_mark(request, request.user)
    return redirect("admin:recovery_codes")


def changed(request: FromInside, what: str) -> None:
    renew_session_mark(request, request.user)
    own_change(request.user, what)
    messages.success(request, what)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def take_away(request: FromInside, kind: str, pk: int) -> HttpResponse:
    there = mine(request, kind) if kind in KINDS else []
    device = next((one for one in there if one.pk == pk), None)
    if device is None:
        raise Http404
    form = PasswordAgainForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _taken_away(request, device, IS_CALLED[kind])
    context = {
        "title": f"Togli {IS_CALLED[kind]} «{device.name}»",
        "form": form,
        "says": "Da qui in poi non apre più la scrivania. Le tue altre sessioni finiscono.",
        "act": "Togli",
    }
    return shown(request, "accounts/with_password.html", context, form)


def _taken_away(request: FromInside, device: Device, is_called: str) -> HttpResponse:
    try:
        take_away_one(request.user, device)
    except TheLast:
        messages.warning(request, THE_LAST)
    else:
        changed(request, f"È stata tolta {is_called} «{device.name}».")
    return redirect("admin:security")
