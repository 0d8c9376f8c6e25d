"""Facts by words, for editors: what a tag would say, in each format."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guides.facts.formats import first_format, formats_of, words_of
from guides.facts.models import Fact
from guides.text.canonical import in_one_line

MOST = 12


@never_cache
@require_safe
def by_words(request: HttpRequest) -> JsonResponse:
    """{"facts": [{"key", "name", "kind", "value", "is_verified", "is_expired", "formats"}]}; each
    format has "name", "what", "tag" and "text". `q` are words of the key, the name or the value."""
    if not request.user.has_perm("guides.view_fact"):
        raise PermissionDenied
    return JsonResponse({"facts": found(in_one_line(request.GET.get("q", ""))[:100])})


def found(words: str) -> list[dict]:
    """The first facts that have these words, described."""
    facts = Fact.objects.with_words(words.replace("|", " ")).order_by("sort_key", "pk")
    return [_described(fact) for fact in facts[:MOST]]


def _described(fact: Fact) -> dict:
    return {
        "key": fact.key,
        "name": fact.name,
        "kind": fact.kind,
        "kind_in_words": fact.get_kind_display(),
        "value": fact.value,
        "is_verified": fact.is_verified,
        "is_expired": fact.is_expired(),
        "formats": [
            {
                "name": name,
                "what": what,
                "tag": _tag(fact, name),
                "text": words_of(fact, name),
            }
            for name, (what, _) in formats_of(fact).items()
        ],
    }


def _tag(fact: Fact, format: str) -> str:
    """The first format needs no name."""
    named = "" if format == first_format(fact) and fact.unit == "" else f"|{format}"
    return f"{{{{fatto:{fact.key}{named}}}}}"
