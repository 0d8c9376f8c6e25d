"""The administrator's page: what is held about an address, its export and its erasure."""

import logging

from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guides.privacy.forms import AddressForm
from guides.privacy.held import EXPORT, erase_about, held_about, notify_listeners

log = logging.getLogger(__name__)


@never_cache
@require_http_methods(["GET", "POST"])
def personal_data(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """Look, download or erase: all by POST, so that no address ends in a log or a history."""
    if not request.user.is_superuser:
        raise PermissionDenied
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show(request, desk, form, status=422 if form.is_bound else 200)
    email = form.cleaned_data["email"]
    if "cancella" in request.POST:
        erased = erase_about(email, by=request.user)
        log.info("personal data erased by user %s: %s", request.user.pk, sum(erased.values()))
        return _show(request, desk, form, erased=erased)
    held = held_about(email)
    if "scarica" in request.POST:
        counts = {what: len(records) for what, records in held.items()}
        notify_listeners(EXPORT, by=request.user, counts=counts)
        return _download(held)
    return _show(request, desk, form, held=held, is_known=True)


def _download(held: dict) -> HttpResponse:
    response = JsonResponse(
        held,
        encoder=DjangoJSONEncoder,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        content_type="application/json; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="dati-personali.json"'
    return response


def _show(
    request: HttpRequest, desk: AdminSite, form: AddressForm, *, status: int = 200, **more
) -> HttpResponse:
    title = "Dati di un indirizzo e-mail"
    context = desk.each_context(request) | {"title": title, "form": form, **more}
    return render(request, "privacy/personal_data.html", context, status=status)
