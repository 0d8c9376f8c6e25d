"""From a private link to the row it opens, and the headers that keep it private."""

from collections.abc import Callable
from functools import wraps

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from guides.contributions.addressed import Addressed
from guides.contributions.links import Link, Purpose, read


def models_by_kind() -> dict[str, type[Addressed]]:
    """Every model that has private links, by the word its links begin with."""
    models = [model for model in apps.get_models() if issubclass(model, Addressed)]
    return {model.link_kind: model for model in models}


def open_link(token: str, *purposes: Purpose) -> tuple[Link, Addressed]:
    """The link and its row. Raises Http404 when it was forged, Revoked when it is an old one."""
    link = read(token, *purposes)
    model = models_by_kind().get(link.kind) if link else None
    row = model and model.objects.filter(pk=link.pk).first()
    if not row:
        raise Http404
    if row.link_version != link.version:
        raise Revoked
    return link, row


class Revoked(Exception):
    """The link was good once."""


def private(*purposes: Purpose) -> Callable:
    """A view of a row that its link opens: `view(request, row, link)`, for its reader alone.

    What else the address says is passed on by name.

    No CSRF token: who knows the address of the form holds all the authority that it gives, and no
    other site knows it. Pages are never stored, indexed or named in a Referer.
    """

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, token: str, **which: int) -> HttpResponse:
            try:
                link, row = open_link(token, *purposes)
            except Revoked:
                return keep_private(render(request, "contributions/revoked.html", status=410))
            return keep_private(view(request, row, link, **which))

        return guarded

    return decorate


def keep_private(response: HttpResponse) -> HttpResponse:
    """Not "no-referrer": from such a page a form comes with "Origin: null", from nowhere."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
