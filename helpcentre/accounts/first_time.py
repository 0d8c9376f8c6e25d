"""Whoever has no second step yet prepares one after the password, before anything opens."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from helpcentre.accounts import owner, recovery
from helpcentre.accounts.app_setup import AppForm, forget_key, key_of, key_shown
from helpcentre.accounts.changes import own_change
from helpcentre.accounts.factors import has_second_step
from helpcentre.accounts.half_in import half_in
from helpcentre.accounts.recovery_page import show_once
from helpcentre.accounts.second_step import come_in, shown, where_to

ADDED = "È stato preparato il secondo passo: {}."


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def first_second_step(request: HttpRequest) -> HttpResponse:
    user = half_in(request)
    if user is None or has_second_step(user):
        return redirect(f"{reverse('admin:second_step')}?{urlencode({'next': where_to(request)})}")
    if owner.has_to_confirm(request, user):
        return owner.confirm(request, user)
    key = key_of(request)
    form = AppForm(key, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.add_to(user)
        forget_key(request)
        return begin(request, user, "un’app che fa i codici", to=where_to(request))
    context = {
        "title": "Prepara il secondo passo",
        "form": form,
        "key": key_shown(user, key),
        "next": where_to(request),
    }
    return shown(request, "accounts/first_second_step.html", context, form)


def begin(request: HttpRequest, user: User, what: str, *, to: str) -> HttpResponse:
    """The first second step is there: recovery codes, a letter, and in."""
    show_once(request, recovery.new_codes(user))
    own_change(user, ADDED.format(what))
    return come_in(request, user, f"{reverse('admin:recovery_codes')}?{urlencode({'next': to})}")
