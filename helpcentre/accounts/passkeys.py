"""Passkeys (WebAuthn) as a second step, for static/js/desk/passkeys.js: begin, sign, complete.

What a browser is asked and what it answers is made and checked by django-otp-webauthn's helper;
who may ask is decided here: whoever is half in, and whoever is in and gives the password again.
"""

import json
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp_webauthn.exceptions import OTPWebAuthnApiError
from django_otp_webauthn.helpers import WebAuthnHelper
from django_otp_webauthn.models import WebAuthnCredential
from django_otp_webauthn.utils import rewrite_exceptions

from guides.site.models import SiteSettings
from guides.text.canonical import in_one_line
from helpcentre.accounts.half_in import FromInside, half_in
from helpcentre.accounts.owner import first_for
from helpcentre.accounts.password_again import PasswordAgainForm
from helpcentre.accounts.second_step import come_in, where_to
from helpcentre.accounts.tries import answered

A_PASSKEYS_NAME = "Passkey"
NEW, KNOWN = "new_passkey", "passkey_asked"  # in the session, between begin and complete
NOT_NOW = "Ricarica la pagina e riprova: nel frattempo qualcosa è cambiato."
UNREADABLE = (OTPWebAuthnApiError, ValueError, KeyError, TypeError)
REFUSED = "Questa passkey non è stata accettata. Riprova, o usa un altro modo."


def name_of_the_site(request: HttpRequest) -> str:
    """What the browser shows beside the passkey."""
    return SiteSettings.current().name


def _no(sentence: str, status: int = 400) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


@never_cache
@sensitive_post_parameters("password")
@require_POST
def begin_new(request: HttpRequest) -> HttpResponse:
    user = first_for(request)
    if user is None:
        if not request.user.is_authenticated or not settings.PASSKEYS:
            return _no(NOT_NOW, 403)
        form = PasswordAgainForm(request, request.POST)
        if not form.is_valid():
            return answered(_no(" ".join(map(str, form.errors["password"]))), form)
        user = request.user
    options, state = WebAuthnHelper(request).register_begin(user=user)
    name = in_one_line(request.POST.get("name", ""))[:60] or A_PASSKEYS_NAME
    request.session[NEW] = {"user": user.pk, "state": state, "name": name}
    return JsonResponse(options)


@never_cache
@require_POST
def complete_new(request: HttpRequest) -> HttpResponse:
    first = first_for(request)
    user = first or request.user
    begun = request.session.pop(NEW, None)
    if begun is None or begun["user"] != user.pk:
        return _no(NOT_NOW, 403)
    try:
        with rewrite_exceptions(), transaction.atomic():
            device = WebAuthnHelper(request).register_complete(user, begun["state"], _sent(request))
    except (*UNREADABLE, IntegrityError):  # the last: one that is there already
        return _no(REFUSED)
    WebAuthnCredential.objects.filter(pk=device.pk).update(name=begun["name"])
    return _then(_after_new(request, first, begun["name"]))


def _after_new(request: HttpRequest, first: User | None, name: str) -> HttpResponse:
    from helpcentre.accounts.first_time import begin
    from helpcentre.accounts.security import added

    if first is not None:
        return begin(request, first, "una passkey", to=where_to(request))
    return added(cast(FromInside, request), f"È stata aggiunta la passkey «{name}».")


@never_cache
@require_POST
def begin_known(request: HttpRequest) -> HttpResponse:
    user = half_in(request)
    if user is None:
        return _no(NOT_NOW, 403)
    options, state = WebAuthnHelper(request).authenticate_begin(
        user=user, require_user_verification=False
    )
    request.session[KNOWN] = state
    return JsonResponse(options)


@never_cache
@require_POST
def complete_known(request: HttpRequest) -> HttpResponse:
    user, state = half_in(request), request.session.pop(KNOWN, None)
    request.session.save()  # a question is answered once, whatever comes of it
    if user is None or state is None:
        return _no(NOT_NOW, 403)
    try:
        with rewrite_exceptions():
            device = WebAuthnHelper(request).authenticate_complete(user, state, _sent(request))
    except UNREADABLE:
        return _no(REFUSED)
    if not device.confirmed or not user.is_active:
        return _no(REFUSED)
    return _then(come_in(request, user))


def _sent(request: HttpRequest) -> dict[str, Any]:
    """What the browser signed; ValueError where it is no object of JSON."""
    said = json.loads(request.POST.get("credential", ""))
    if not isinstance(said, dict):
        raise ValueError("no object")
    return said


def _then(response: HttpResponse) -> HttpResponse:
    """The same cookies, and where to go as JSON: a script follows no redirect for the page."""
    said = JsonResponse({"address": response.get("Location", reverse("admin:index"))})
    said.cookies = response.cookies
    return said
