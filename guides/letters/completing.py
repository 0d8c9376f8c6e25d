"""Names that the text of a letter can use, by words: for the desk, in the way of facts' own."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guides.facts import completing
from guides.glossary.models import Datum
from guides.letters.wording import formats_of
from guides.text.canonical import in_one_line

MOST = 12


@never_cache
@require_safe
def by_words(request: HttpRequest) -> JsonResponse:
    """As guides/facts/completing.py answers, data first: their formats, and how to ask of them."""
    if not request.user.has_perm("guides.change_formletter"):
        raise PermissionDenied
    words = in_one_line(request.GET.get("q", ""))[:100].removeprefix("se ")
    found = Datum.objects.with_choices().order_by("key")
    for word in words.split():
        found = found.filter(key__icontains=word) | found.filter(question__icontains=word)
    data = [_described(datum) for datum in found[:MOST]]
    return JsonResponse({"facts": [*data, *completing.found(words)][:MOST]})


def _described(datum: Datum) -> dict:
    return {
        "key": datum.key,
        "name": datum.question,
        "kind": datum.kind,
        "kind_in_words": datum.get_kind_display(),
        "value": "",
        "is_verified": True,
        "is_expired": False,
        "formats": list(_ways(datum)),
    }


def _ways(datum: Datum) -> Iterator[dict]:
    for number, (name, (what, _)) in enumerate(formats_of(datum).items()):
        tag = f"{datum.key}|{name}" if number else datum.key
        yield {"name": name, "what": what, "tag": f"{{{{{tag}}}}}", "text": tag}
    for asked in [f"{datum.key} è {key}" for key, _ in datum.answers] or [datum.key]:
        tag = f"{{{{se {asked}}}}}{{{{fine}}}}"
        yield {"name": "se", "what": "solo in questo caso", "tag": tag, "text": f"se {asked}"}
