"""Who has been signed out while writing comes in again without leaving the page."""

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp_webauthn.models import WebAuthnCredential

from helpcentre.accounts.factors import has_second_step
from helpcentre.accounts.half_in import half_in, is_only_half_in, let_in
from helpcentre.accounts.known_device import remember
from helpcentre.accounts.second_step import CodeForm
from helpcentre.accounts.tries import answered
from helpcentre.sign_in import SignInForm


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in_here(request: HttpRequest) -> HttpResponse:
    """GET says whether one is still in; a POST brings a password, or then a code.

    Every answer gives the token that the page's forms need from now on.
    """
    if request.method == "GET":
        return _state(request, request.user)
    user = half_in(request)
    if "password" not in request.POST:
        return _with_code(request, user) if user else _state(request, request.user)
    form = SignInForm(request, data=request.POST)
    if not form.is_valid():
        return _refused(request, form)
    login(request, form.get_user())
    if is_only_half_in(request):
        return _second_step(request, form.get_user())
    return _in(request, form.get_user())


def _with_code(request: HttpRequest, user: User) -> HttpResponse:
    form = CodeForm(request, user, request.POST)
    if not form.is_valid():
        return _refused(request, form)
    let_in(request, user)
    return _in(request, user)


def _in(request: HttpRequest, user: User) -> HttpResponse:
    response = _state(request, user)
    remember(request, response, user.get_username())
    return response


def _second_step(request: HttpRequest, user: User) -> JsonResponse:
    """What there is to give; who has nothing yet prepares it in another window."""
    passkeys = WebAuthnCredential.objects.devices_for_user(user, confirmed=True)
    asked = {
        "hasPasskey": passkeys.exists(),
        "prepare": "" if has_second_step(user) else reverse("admin:first_second_step"),
    }
    return JsonResponse({"name": "", "secondStep": asked, "token": get_token(request)})


def _refused(request: HttpRequest, form) -> HttpResponse:
    error = " ".join(message for messages in form.errors.values() for message in messages)
    return answered(JsonResponse({"error": error, "token": get_token(request)}, status=400), form)


def _state(request: HttpRequest, user) -> JsonResponse:
    is_in = user.is_active and user.is_staff
    name = user.get_username() if is_in else ""
    return JsonResponse({"name": name, "token": get_token(request)})
