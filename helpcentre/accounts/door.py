"""What stands around Django's own door: where a password leads, and the change of one's own."""

from functools import partial
from typing import cast

from django.contrib.admin import AdminSite
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from helpcentre.accounts.half_in import half_in, is_only_half_in
from helpcentre.accounts.known_device import remember
from helpcentre.accounts.second_step import where_to
from helpcentre.accounts.tries import CountsTries, answered


def before_password(request: HttpRequest) -> HttpResponse | None:
    """Who has given it already is asked for the rest."""
    if request.method == "GET" and half_in(request) is not None:
        return _to_second_step(where_to(request))
    return None


def after_password(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    has_come = request.method == "POST" and response.status_code == 302
    if has_come and is_only_half_in(request):
        return _to_second_step(response["Location"])
    if has_come:
        remember(request, response, request.user.get_username())
    return answered(response, (getattr(response, "context_data", None) or {}).get("form"))


def _to_second_step(then: str) -> HttpResponse:
    return redirect(f"{reverse('admin:second_step')}?{urlencode({'next': then})}")


class OwnPasswordForm(CountsTries, PasswordChangeForm):
    """The old password is a password that somebody may guess at."""

    def __init__(self, *args, request: HttpRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        with self.one_try(self.request, self.user.get_username()):
            return super().clean_old_password()


def change_password(desk: AdminSite, request: HttpRequest, more: dict | None) -> HttpResponse:
    """As AdminSite.password_change, with a form that counts its tries."""
    view = PasswordChangeView.as_view(
        form_class=partial(OwnPasswordForm, request=request),
        success_url=reverse("admin:password_change_done", current_app=desk.name),
        extra_context={**desk.each_context(request), **(more or {})},
    )
    request.current_app = desk.name
    response = cast(HttpResponse, view(request))
    return answered(response, (getattr(response, "context_data", None) or {}).get("form"))
