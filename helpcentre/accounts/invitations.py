"""Where an invitation leads: a password of one's own, chosen once."""

from functools import partial

from django.contrib import admin
from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from guides.people.invitation import read
from helpcentre.accounts.owner import has_opened_a_letter

BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """A GET shows the form and uses up nothing: scanners of mail open every link."""
    invitation = read(token)
    if invitation is None or not invitation.is_open:
        return _shown(request, {"title": "Questo collegamento non vale più"}, status=410)
    person = invitation.user
    form = SetPasswordForm(person, request.POST if request.method == "POST" else None)
    form.fields["new_password1"].label = "La tua password"
    form.fields["new_password2"].label = "La stessa, un’altra volta"
    form.fields["new_password2"].help_text = ""  # its label says the same
    if form.is_bound and form.is_valid():
        if not invitation.accept(partial(form.save)):
            return _shown(request, {"title": "Questo collegamento non vale più"}, status=410)
        person.refresh_from_db()
        login(request, person, backend=BACKEND)
        has_opened_a_letter(request)
        return _private(redirect("admin:index"))
    context = {"title": "Scegli la tua password", "form": form, "person": person}
    return _shown(request, context, status=422 if form.is_bound else 200)


def _shown(request: HttpRequest, context: dict, *, status: int) -> HttpResponse:
    context = admin.site.each_context(request) | context
    return _private(render(request, "people/invitation.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """The address opens an account: kept nowhere, told to nobody.

    Not "no-referrer": from such a page a form comes with "Origin: null", and is refused.
    """
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
