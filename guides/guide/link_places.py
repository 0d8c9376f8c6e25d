"""What the desk offers to link to: pages found by words, each with what to write for it."""

from collections.abc import Callable, Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from guides.guide.models import Guide
from guides.search.documents import SearchDocument
from guides.search.finder import find
from guides.text.canonical import in_one_line
from guides.text.inner_links import SCHEME
from guides.uploads.views import may_write

MOST = 12
# Kinds of hits that are followed: how the link to one is written.
Followed = Callable[[SearchDocument], str]


def _by_identity(document: SearchDocument) -> str:
    return SCHEME + document.key.partition(":")[2]


_followed: dict[str, Followed] = {"guida": _by_identity, "sezione": _by_identity}
NOT_LIVE = "i lettori non la vedono: la guida che porta qui non si pubblica"


@require_GET
def index(request: HttpRequest) -> JsonResponse:
    if not may_write(request.user):
        raise PermissionDenied
    words = in_one_line(request.GET.get("q", ""))[:200]
    found = [*_found(words), *_drafts(request, words)] if words else list(_lists())
    return JsonResponse({"places": found[:MOST]})


def _place(leads: str, title: str, what: str, note: str = "") -> dict[str, str]:
    return {"leads": leads, "title": title, "what": what, "note": note}


def _found(words: str) -> Iterator[dict[str, str]]:
    for hit in find(words, however_far=True).hits:
        document = hit.document
        follow = _followed.get(document.kind)
        leads = follow(document) if follow else document.address
        yield _place(leads, document.title, hit.place)


def _drafts(request: HttpRequest, words: str) -> Iterator[dict[str, str]]:
    if not request.user.has_perm("guides.view_guide"):
        return
    for guide in Guide.objects.filter(live=None, title__icontains=words)[:3]:
        yield _place(f"{SCHEME}{guide.pk}", guide.title, guide.state.label, NOT_LIVE)


def _lists() -> Iterator[dict[str, str]]:
    """Before a word is typed: the pages from which all others are reached."""
    for name, title in _offered.items():
        yield _place(reverse(name), title, "Elenco")


_offered = {
    "guides": "Tutte le guide",
    "topics": "Tutti gli argomenti",
    "companies": "Tutte le aziende",
    "authorities": "A chi rivolgersi",
}


def register_kind(kind: str, how: Followed) -> None:
    """Register a kind of hits whose links follow it when it moves; later rooms call it."""
    _followed[kind] = how


def register_list(name: str, title: str) -> None:
    """Register a list page that can be linked to, by its URL name; later rooms call it."""
    _offered[name] = title
