"""Pictures by words, for editors."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guides.guide.pictures.collection import collected
from guides.uploads.views import may_write

MOST = 24


@never_cache
@require_safe
def by_words(request: HttpRequest) -> JsonResponse:
    """{"pictures": [{"address", "alternative", "name", "small"}]}, with all the words of `q`."""
    if not (may_write(request.user) and request.user.has_perm("guides.view_picture")):
        raise PermissionDenied
    found = collected(q=request.GET.get("q", "")[:100])
    newest = sorted(found, key=lambda s: s.picture.added_at, reverse=True)[:MOST]
    return JsonResponse({"pictures": [_described(each) for each in newest]})


def _described(each) -> dict[str, str]:
    return {
        "address": each.picture.address,
        "alternative": next(iter(each.alternatives), ""),
        "name": str(each.picture),
        "small": reverse("admin:picture_thumbnail", args=[each.picture.pk]),
    }
