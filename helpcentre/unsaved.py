"""An address for the desk's scripts: an editor's private copy of what is being written."""

import json

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guides.desk import kept

TOO_MUCH = "È troppo lungo per essere tenuto sul server: resta in questo browser."


def _may_write(request: HttpRequest, page: str) -> bool:
    """Whether the page is a form of the desk that the editor may save."""
    try:
        match = resolve(page)
    except Resolver404:
        return False
    of_the_desk = getattr(match.func, "model_admin", None)
    if of_the_desk is None or not page or len(page) > 200:
        return False
    name = match.url_name or ""
    if name.endswith("_add"):
        return of_the_desk.has_add_permission(request)
    return name.endswith("_change") and of_the_desk.has_change_permission(request)


@never_cache
@require_http_methods(["GET", "POST"])
def unsaved_text(request: HttpRequest) -> HttpResponse:
    """GET what was kept of a page; POST `texts` to keep them, without any to forget them."""
    page = (request.POST or request.GET).get("page", "")
    if not _may_write(request, page):
        raise PermissionDenied
    if request.method == "GET":
        row = kept.kept_for(request.user, page)
        found = {"at": row.kept_at.timestamp() * 1000, "texts": row.texts} if row else None
        return JsonResponse({"kept": found})
    texts = _read(request.POST.get("texts", "{}"))
    if texts is None:
        return JsonResponse({"error": "Non si legge."}, status=400)
    if not texts:
        kept.forget(request.user, page)
        return HttpResponse(status=204)
    try:
        kept.keep(request.user, page, texts)
    except kept.TooMuch:
        return JsonResponse({"error": TOO_MUCH}, status=413)
    return HttpResponse(status=204)


def _read(sent: str) -> dict[str, str] | None:
    try:
        texts = json.loads(sent)
    except (ValueError, RecursionError):
        return None
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        return None
    return {_storable(name): _storable(text) for name, text in texts.items()}


def _storable(text: str) -> str:
    """Without what PostgreSQL keeps in no JSON: a NUL, half of an emoji."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
