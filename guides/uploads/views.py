"""The two addresses that the Markdown editor calls, and the pictures that readers see.

django-markdownx's own views ask for no login: these do, and so they stand in their place.
"""

from collections.abc import Callable
from functools import wraps

from django.apps import apps
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.http import http_date
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from markdownx.models import MarkdownxField

from guides.uploads import images, pictures
from guides.uploads.admission import has_room_for
from guides.uploads.storage import public_pictures, store_picture

FOR_STAFF_ONLY = "Per questo serve un accesso della redazione. Entra di nuovo e riprova."
NO_ROOM = "Sul server non c’è più spazio per le immagini: avvisa chi lo gestisce."
WRITING = ("add", "change")
ONE_YEAR = 31_536_000


def may_write(user) -> bool:
    """Whether somebody at the desk has a text in Markdown to write at all."""
    if not (user.is_active and user.is_staff):
        return False
    ours = apps.get_app_config("guides").get_models()
    written = [model._meta for model in ours if any(map(_is_markdown, model._meta.fields))]
    return any(user.has_perm(f"guides.{act}_{m.model_name}") for m in written for act in WRITING)


def _is_markdown(field) -> bool:
    return isinstance(field, MarkdownxField)


def staff_call(view: Callable) -> Callable:
    """A script's POST by somebody who writes; 403 with a sentence for anybody else."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if may_write(request.user):
            return view(request)
        return JsonResponse({"error": FOR_STAFF_ONLY}, status=403)

    return never_cache(require_POST(guarded))


@staff_call
def preview(request: HttpRequest) -> HttpResponse:
    preview = import_string(settings.MARKDOWNX_MARKDOWNIFY_FUNCTION)
    return HttpResponse(preview(request.POST.get("content", "")))


@staff_call
def upload(request: HttpRequest) -> HttpResponse:
    """The Markdown of the picture that was sent, in the shape markdownx gives its answers."""
    sent = request.FILES.get("image")
    if sent is None:
        return JsonResponse({"error": "Non è arrivato nessun file: riprova."}, status=400)
    if not has_room_for(sent.size or 0):
        return JsonResponse({"error": NO_ROOM}, status=503)
    try:
        name = store_picture(images.clean(sent.read(images.MAX_BYTES + 1)))
    except images.ImagesBusy as busy:
        return JsonResponse({"error": str(busy)}, status=503, headers={"Retry-After": "60"})
    except images.ImageRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    address = pictures.note(name, by=request.user, sent_as=sent.name or "").address
    return JsonResponse(
        {"image_code": f"![{images.ALT_TO_WRITE}]({address})", "alt": images.ALT_TO_WRITE}
    )


@require_safe
def picture(request: HttpRequest, folder: str, name: str) -> FileResponse:
    """A public picture. Its name comes from its content: it may be kept for ever."""
    path = f"{folder}/{name}"
    storage = public_pictures()
    try:
        response = FileResponse(storage.open(path), content_type="image/webp")
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    response["Last-Modified"] = http_date(storage.get_modified_time(path).timestamp())
    return response
