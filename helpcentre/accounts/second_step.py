"""After the password: a code of the app, a passkey, or a recovery code; then the desk opens."""

import logging

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from helpcentre.accounts import letters, recovery
from helpcentre.accounts.factors import check_code, has_second_step
from helpcentre.accounts.half_in import half_in, let_in
from helpcentre.accounts.known_device import remember
from helpcentre.accounts.tries import CountsTries, answered

log = logging.getLogger(__name__)

WRONG = "Questo codice non è giusto. Guarda quello che l’app mostra adesso: cambia ogni 30 secondi."
USED = "Questo codice è già stato usato: aspetta il prossimo, cambia ogni 30 secondi."
WRONG_RECOVERY = "Questo codice di recupero non c’è, o è già stato usato."
NEITHER = "Scrivi il codice."


class CodeForm(CountsTries, forms.Form):
    """One of two boxes: six figures, or a recovery code."""

    code = forms.CharField(
        label="Codice di sei cifre",
        max_length=12,
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "size": 12,
                "autofocus": True,
            }
        ),
    )
    recovery = forms.CharField(
        label="Codice di recupero",
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, request: HttpRequest, user: User, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean(self) -> dict:
        data = self.cleaned_data
        box = "recovery" if data.get("recovery") else "code"
        if self.errors:
            return data
        if not data.get(box):
            self.add_error(box, NEITHER)
            return data
        try:
            with self.one_code(self.request, self.user.get_username()) as failed_before:
                self._look(box, data[box], failed_before)
        except ValidationError as error:
            self.add_error(box, error)
        return data

    def _look(self, box: str, typed: str, failed_before: int) -> None:
        if box == "recovery":
            sentence = WRONG_RECOVERY
            right: object = recovery.use_code(self.user, typed)
            if right:
                letters.recovery_code_used(self.user)
        else:
            checked = check_code(self.user, typed)
            right, sentence = checked.device, USED if checked.is_used else WRONG
        if not right:
            log.warning("second step failed")
            if failed_before + 1 == letters.WRONG_CODES_BEFORE_A_LETTER:
                letters.wrong_codes(self.user)
            raise ValidationError(sentence)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    user = half_in(request)
    if user is None:
        return _already_in_or_out(request)
    if not has_second_step(user):
        return redirect(_with_next("admin:first_second_step", where_to(request)))
    form = CodeForm(request, user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return come_in(request, user)
    context = {
        "title": "Secondo passo",
        "form": form,
        "has_app": TOTPDevice.objects.devices_for_user(user, confirmed=True).exists(),
        "has_passkey": WebAuthnCredential.objects.devices_for_user(user, confirmed=True).exists(),
        "next": where_to(request),
        "name": user.get_short_name() or user.get_username(),
    }
    return shown(request, "accounts/second_step.html", context, form)


def shown(request: HttpRequest, template: str, context: dict, form: object) -> HttpResponse:
    """A page of the desk; 422 with a mistake in its form, 429 when the try was refused unseen."""
    is_wrong = bool(getattr(form, "is_bound", False) and getattr(form, "errors", None))
    context = admin.site.each_context(request) | context
    response = render(request, template, context, status=422 if is_wrong else 200)
    return answered(response, form)


def come_in(request: HttpRequest, user: User, to: str = "") -> HttpResponse:
    let_in(request, user)
    response = redirect(to or where_to(request))
    remember(request, response, user.get_username())
    return response


def where_to(request: HttpRequest) -> str:
    """The page that was asked for, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else reverse("admin:index")


def _already_in_or_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(where_to(request))
    return redirect(_with_next("admin:login", where_to(request)))


def _with_next(name: str, to: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': to})}"
