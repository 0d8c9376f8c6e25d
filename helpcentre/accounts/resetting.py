"""A colleague lost telephone and codes: another administrator takes the old ones away."""

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from guides.text.canonical import in_one_line
from helpcentre.accounts.changes import reset
from helpcentre.accounts.half_in import FromInside
from helpcentre.accounts.password_again import PasswordAgainForm
from helpcentre.accounts.second_step import shown


class ResetForm(PasswordAgainForm):
    because = forms.CharField(
        label="Perché",
        max_length=200,
        help_text="Resta nel registro degli atti, e la persona lo legge nella lettera.",
        error_messages={"required": "Scrivi perché, anche in due parole: «Telefono perso»."},
    )
    field_order = ["because", "password"]

    def clean_because(self) -> str:
        return in_one_line(self.cleaned_data["because"])


def may_reset(by: User, user: User) -> bool:
    """Never one's own: whoever has stolen a session must not be able to."""
    is_above = by.is_superuser or not user.is_superuser
    return by.pk != user.pk and by.has_perm("auth.change_user") and is_above


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def reset_second_step(request: FromInside, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    if not may_reset(request.user, user):
        raise PermissionDenied
    form = ResetForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reset(user, by=request.user, because=form.cleaned_data["because"])
        messages.success(request, f"Il secondo passo di {user} è azzerato. Glielo abbiamo scritto.")
        return redirect("admin:auth_user_change", pk)
    context = {"title": f"Azzera il secondo passo di {user}", "form": form, "colleague": user}
    return shown(request, "accounts/reset.html", context, form)
