"""Links to our own pages: a guide and its places by what is live, any other by its own view."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse

from guides.guide.addresses import OldGuideSlug
from guides.guide.anchors import is_the_pages_own
from guides.guide.editions import Edition

log = logging.getLogger(__name__)

GUIDE = re.compile(r"/guide/([\w-]+)/")
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
NAME = re.compile(r'\s(?:id|name)="([^"]+)"')
TAG = re.compile(r"<[^>]*>")
MOVED = (301, 302, 307, 308)
_good: ContextVar[dict[str, HttpResponse] | None] = ContextVar("_good", default=None)

# The title of what will be at an address once it is published, "" when nothing will.
DraftAt = Callable[[str], str]
_drafts: list[DraftAt] = []


def register(draft_at: DraftAt) -> None:
    """One more kind of page that guides may lead to before it is published, as to each other."""
    _drafts.append(draft_at)


class Pages:
    """Our pages as readers see them now; each is made once."""

    def __init__(self, guide) -> None:
        self.guide = guide
        self._made: dict[str, HttpResponse | None] = {}
        self._made_before = dict(_good.get() or {})
        self._known: dict[str, tuple[str, set[str]] | None] = {}

    def wrong_with(self, address: str, own_names: set[str]) -> tuple[str, bool]:
        """(what is wrong, whether it is an error); ("", False) for a good link.

        `own_names` are the places of the guide itself, which readers do not see yet.
        """
        path, _, place = self._inside(address).partition("#")
        place = unquote(place)
        if path == reverse("guide", args=[self.guide.slug]):
            there = not place or place in own_names or is_the_pages_own(place)
            return ("", False) if there else (f"in questa guida non c’è «#{place}».", True)
        if guide := GUIDE.fullmatch(path):
            return self._in_a_guide(guide[1], place)
        wrong = _wrong_on(self._page(path), path, place)
        if wrong[0] and path in self._made_before:
            del self._made_before[path]  # what was not there then may be there now
            wrong = _wrong_on(self._page(path), path, place)
        return wrong

    def _inside(self, address: str) -> str:
        """The path of an address of ours, of the guide's own page for a bare place."""
        own = reverse("guide", args=[self.guide.slug])
        parts = urlsplit(urljoin(f"{settings.SITE_URL}{own}", address))
        return f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path

    def _in_a_guide(self, slug: str, place: str) -> tuple[str, bool]:
        """Nothing at all is an error; what moved, or is a draft still, is only said."""
        if live := self._live_guide(slug):
            title, names = live
            there = not place or place in names or is_the_pages_own(place)
            return ("", False) if there else (f"nella guida «{title}» non c’è «#{place}».", True)
        old = OldGuideSlug.objects.filter(slug=slug, guide__live__isnull=False).first()
        if old:
            return f"porta a un indirizzo vecchio: ora è «{old.guide.get_absolute_url()}».", False
        if draft := type(self.guide).objects.filter(slug=slug).first():
            return f"porta a «{draft}», che i lettori non vedono ancora.", False
        return f"porta a «/guide/{slug}/», che in questo sito non c’è.", True

    def _live_guide(self, slug: str) -> tuple[str, set[str]] | None:
        """Its title and the names of its places; asked once, however many links lead there."""
        if slug not in self._known:
            edition = Edition.objects.live().filter(slug=slug).first()
            sections = edition.sections.all() if edition else ()
            names = {name for s in sections for name in (s.anchor, *s.former_anchors)}
            self._known[slug] = (edition.title, names) if edition else None
        return self._known[slug]

    def _page(self, path: str) -> HttpResponse | None:
        if path in self._made_before:
            return self._made_before[path]
        if path not in self._made:
            self._made[path] = made(path)
        page, good = self._made[path], _good.get()
        if good is not None and page is not None and page.status_code == 200:
            good[path] = page
        return page


@contextmanager
def pages_made_once() -> Iterator[None]:
    """Within it guides are published one after the other, and nothing is taken down.

    A page that was there for a link of one is there for the next, and is not made anew for each.
    """
    before = _good.set({})
    try:
        yield
    finally:
        _good.reset(before)


def _wrong_on(page: HttpResponse | None, path: str, place: str) -> tuple[str, bool]:
    """What is wrong with a link to a place on a page."""
    if page is None:
        return "", False
    if page.status_code in MOVED:
        return f"porta a un indirizzo vecchio: ora è «{page['Location']}».", False
    if page.status_code == 404 and (draft := _draft_at(path)):
        return f"porta a «{draft}», che i lettori non vedono ancora.", False
    if page.status_code >= 400:
        return f"porta a «{path}», che in questo sito non c’è.", True
    if place and place not in map(unescape, NAME.findall(page.content.decode())):
        return f"nella pagina «{path}» non c’è «#{place}».", True
    return "", False


def _draft_at(path: str) -> str:
    return next((title for draft_at in _drafts if (title := draft_at(path))), "")


def made(path: str) -> HttpResponse | None:
    """The answer of a public page; None of an address that is no page to read (a form, a file)."""
    try:
        found = resolve(path)
    except Resolver404:
        return HttpResponse(status=404)
    if not getattr(found.func, "is_public_page", False):
        return None
    request = HttpRequest()
    site = urlsplit(settings.SITE_URL)
    request.method, request.path, request.path_info = "GET", path, path
    request.META = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port or 80)}
    try:
        return found.func(request, *found.args, **found.kwargs)
    except Http404:
        return HttpResponse(status=404)
    except Exception:  # a page that cannot be made now is no fault of the link
        log.exception("page not made: %s", path)
        return None


def links_in(html: str) -> Iterator[tuple[str, str]]:
    """(address, words) of the links that lead into the site."""
    for address, words in LINK.findall(html):
        address = unescape(address)
        ours = address.startswith(f"{settings.SITE_URL}/") or address == settings.SITE_URL
        if ours or (address[:1] in "/#" and not address.startswith("//")):
            yield address, unescape(TAG.sub("", words)).strip()
