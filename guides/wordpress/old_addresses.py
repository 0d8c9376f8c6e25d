"""Who asks for an address of the old site is sent where that is now; only when nothing of ours is
there."""

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from guides.pages.moved import moved_to
from guides.text.numbers import whole_number
from guides.wordpress.models import TARGETS, OldAddress, WordPressSite

LONGEST = 500
POSTS = ("p", "page_id", "attachment_id")
OTHERS = ("cat", "tag", "author")
ASKED = frozenset([*POSTS, *OTHERS, "feed", "s"])
FEED = re.compile(r"(?:^|/)(?:comments/)?feed(?:/(?:rss2?|rdf|atom))?$")
# What WordPress adds to an address: a page of many, a version for phones.
TAIL = re.compile(r"/(?:amp|embed|trackback|comment-page-\d+|page/\d+|\d{1,3})$")
SIZE = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-e\d{8,14})+(?=\.\w{2,5}$)")
DAYS = re.compile(r"(?:^|.*/)(?:19|20)\d\d(?:/\d\d?){0,2}(?:/page/\d+)?$|^page/\d+$")


def key_of(path: str, query: str = "") -> str:
    """How an address is kept: "2019/05/slug", "?p=12", "blog?cat=3"."""
    asked = QueryDict(query[:LONGEST])
    path = unquote(path).strip("/").removesuffix("index.php").strip("/")
    for name in POSTS:
        if (number := whole_number(asked.get(name, ""))) is not None:
            return f"{path}?p={number}"[:LONGEST]
    for name in OTHERS:
        if asked.get(name):
            return f"{path}?{name}={asked[name]}"[:LONGEST]
    return path[:LONGEST]


def key_of_address(address: str) -> str:
    """The same of a whole address; "" for one that cannot be."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return key_of(parts.path, parts.query)


class OldAddresses:
    """A reading that finds nothing, or asks the front page as WordPress was asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_reading(request):
            return self.get_response(request)
        at_the_front = request.path == "/" and bool(ASKED & request.GET.keys())
        if at_the_front and (elsewhere := where_is(request)):
            return moved_to(elsewhere)
        response = self.get_response(request)
        if response.status_code == 404 and not at_the_front and (elsewhere := where_is(request)):
            return moved_to(elsewhere)
        return response


def _is_reading(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and not request.path.startswith("/admin/")


def where_is(request: HttpRequest) -> str:
    """Where what was at that address is now, "" when there is no such thing."""
    path = unquote(request.path).strip("/")
    is_feed = bool(FEED.search(path)) or "feed" in request.GET
    key = FEED.sub("", key_of(request.path, request.META.get("QUERY_STRING", "")))
    if found := _found(key):
        return _feed_of(found) if is_feed else found.target
    return _a_list(path, request, is_feed=is_feed)


def _found(key: str) -> OldAddress | None:
    """The address itself, or without what WordPress had added to it."""
    if "\x00" in key:  # PostgreSQL refuses to look for it
        return None
    keys = [key, TAIL.sub("", key), SIZE.sub("", key)]
    rows = OldAddress.objects.select_related(*TARGETS, "guide__live").filter(path__in=keys)
    found = {row.path: row for row in rows}
    return next((found[k] for k in keys if k and k in found), None)


def _feed_of(found: OldAddress) -> str:
    if found.guide and found.guide.is_public:
        return reverse("guide_comments_feed", args=[found.guide.live.slug])
    return found.target


def _a_list(path: str, request: HttpRequest, *, is_feed: bool) -> str:
    """Feeds, months and searches of a site that is here now: nobody keeps them one by one."""
    words, is_day = request.GET.get("s", ""), DAYS.fullmatch(path)
    roots = {site.root for site in WordPressSite.objects.all()}
    if path and path in roots:
        return reverse("home")
    if not (is_feed or words or is_day) or not roots:
        return ""
    if is_feed:
        return reverse("new_guides_feed")
    if words:
        return f"{reverse('search')}?{urlencode({'q': words[:200]})}"
    return reverse("guides")
