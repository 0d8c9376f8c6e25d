"""What gunicorn answers for a published page, and what never enters the folder."""

import gzip
import socket
import time

import brotli
import pytest
from django.urls import get_resolver

from tests.published.running_site import RunningSite


def test_the_second_reader_gets_the_page_without_django(running_site):
    first = running_site.kept("/guide/uno/")
    assert running_site.has_kept("/guide/uno/")
    again = running_site.get("/guide/uno/")
    assert again.content == first
    assert "<h1" in first.decode()
    assert "Set-Cookie" not in again.headers


def test_the_kept_page_has_every_header_of_the_rendered_one(running_site):
    running_site.kept("/guide/uno/")
    kept = dict(running_site.get("/guide/uno/").headers)
    rendered = dict(running_site.get("/guide/uno/?da=altrove").headers)
    for of_the_kept_one in ("ETag", "Last-Modified", "Vary"):
        assert kept.pop(of_the_kept_one)
    for made_anew in ("Date", "Server", "Connection", "X-Request-ID"):
        kept.pop(made_anew, None)
        rendered.pop(made_anew, None)
    assert kept == rendered
    assert "default-src 'none'" in kept["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_each_reader_gets_the_encoding_they_take(running_site, accepted, encoding, unpack):
    plain = running_site.kept("/guide/uno/")
    answer = running_site.get("/guide/uno/", Accept_Encoding=accepted)
    assert answer.headers["Content-Encoding"] == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert unpack(answer.content) == plain


def test_each_encoding_has_an_etag_of_its_own(running_site):
    running_site.kept("/guide/uno/")
    etags = {
        running_site.get("/guide/uno/", Accept_Encoding=accepted).headers["ETag"]
        for accepted in ("br", "gzip", "identity")
    }
    assert len(etags) == 3
    assert not any(etag.startswith("W/") for etag in etags)


def test_a_reader_who_has_the_page_gets_304_without_a_body(running_site):
    running_site.kept("/guide/uno/")
    etag = running_site.get("/guide/uno/").headers["ETag"]
    for known in (etag, f"W/{etag}", f'"altro", {etag}', "*"):
        answer = running_site.get("/guide/uno/", If_None_Match=known)
        assert (answer.status, answer.content) == (304, b"")
        assert answer.headers["ETag"] == etag
    assert running_site.get("/guide/uno/", If_None_Match='"altro"').status == 200
    date = running_site.get("/guide/uno/").headers["Last-Modified"]
    assert running_site.get("/guide/uno/", If_Modified_Since=date).status == 304


def test_head_says_the_same_without_a_body(running_site):
    running_site.kept("/guide/uno/")
    get, head = (running_site.request(method, "/guide/uno/") for method in ("GET", "HEAD"))
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(get.content))
    assert head.headers["ETag"] == get.headers["ETag"]


def test_a_query_string_is_neither_served_from_the_folder_nor_kept(running_site):
    answer = running_site.get("/argomenti/uno/?x=1")
    assert answer.status == 200
    assert answer.headers["ETag"] is None
    assert not running_site.has_kept("/argomenti/uno/?x=1")


@pytest.mark.parametrize(
    "path",
    [
        "/cerca/",
        "/salute/",
        "/metriche",
        "/raccontaci-la-tua-storia/",
        "/commenti/nuovo/guida/1/",
        "/guide/pagina/2/",
        "/guide/che-non-esiste/",
        "/admin/login/",
        "/guide/uno/../due/",
        "/guide/%2e%2e/",
        "/guide/" + "x" * 300 + "/",
        "/guide//uno/",
    ],
)
def test_errors_forms_search_and_odd_paths_never_enter_the_folder(running_site, path):
    before = everything_in(running_site.pages)
    for _ in range(2):
        running_site.get(path)
    assert everything_in(running_site.pages) == before


@pytest.mark.parametrize("path", ["/llms.txt", "/sitemap.xml", "/guide/uno.md", "/feed/storie.xml"])
def test_what_only_machines_read_is_not_kept(running_site, path):
    before = everything_in(running_site.pages)
    for _ in range(2):
        assert running_site.get(path).status == 200
    assert everything_in(running_site.pages) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "altrove.example"},
        {"Host": "127.0.0.1"},
        {"Cookie": "sessionid=quella-di-un-altro"},
        {"Authorization": "Basic eDp4"},
        {"X_Forwarded_Proto": "https"},
    ],
)
def test_odd_headers_cannot_poison_the_folder(running_site, headers):
    path = "/aziende/due/"
    plain = running_site.kept(path)
    running_site.act("update", model="Company", find={"slug": "due"}, name="Azienda due")
    assert not running_site.has_kept(path)
    time.sleep(1.1)  # it may be kept again
    running_site.get(path, **headers)
    assert not running_site.has_kept(path)
    assert running_site.kept(path) == plain


def test_a_reader_cannot_move_the_links_of_a_page(running_site):
    """gunicorn would believe whoever speaks from this machine, as a proxy does."""
    answer = raw(running_site, "GET /altrove/guide/uno/", "SCRIPT_NAME: /altrove")
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b'href="/altrove/' not in answer


def test_what_gunicorn_refuses_is_answered_and_written_down_without_what_was_asked(tmp_path):
    site = RunningSite(tmp_path, SCRIPT_NAME="/altrove").start()
    try:
        answer = raw(site, "GET /guide/uno/?q=una+cosa+mia")
        assert answer.startswith(b"HTTP/1.1 500 ")
        answer = raw(site, "GET /cerca/?q=una+cosa+mia HTTP/7.0")
        assert answer.startswith(b"HTTP/1.1 400 ")
    finally:
        site.stop()
    log = (tmp_path / "gunicorn.log").read_text()
    assert '"path":"/guide/uno/","status":500' in log
    assert "una+cosa+mia" not in log
    assert "127.0.0.1" not in log.partition("invalid request")[2]


@pytest.mark.parametrize(
    "path", ["/storie/0001-storia-uno/", "/commenti/0001/risposte/1/", "/commenti/1/risposte/01/"]
)
def test_a_page_has_one_address_however_its_number_could_be_written(running_site, path):
    """Else a few pages written with many zeros would push all the others out of the folder."""
    running_site.act("approve_comment", slug="tre", text=f"Sotto {path}")
    assert running_site.get(path).status == 404


def raw(site, request: str, *headers: str) -> bytes:
    """The answer to a request as no library would write it."""
    line = request if " HTTP/" in request else f"{request} HTTP/1.1"
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
        lines = [line, f"Host: {site.host}", "Connection: close", *headers, "", ""]
        connection.sendall("\r\n".join(lines).encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_page_is_kept_only_when_its_view_says_so():
    """A page added to the site is not kept until somebody decides so, and says it here too."""
    marked = {
        f"{view.__module__.removeprefix('guides.')}.{view.__name__}"
        for view in views_of(get_resolver())
        if getattr(view, "is_public_page", False)
    }
    assert marked == {
        "authorities.views.index",
        "authorities.views.show",
        "authors.views.show",
        "comments.views.guide_page",
        "comments.views.story_page",
        "comments.views.thread",
        "companies.views.index",
        "companies.views.show",
        "deadlines.views.index",
        "deadlines.views.show",
        "guide.views.index",
        "guide.views.show",
        "home.views.index",
        "letters.views.index",
        "letters.views.sent",
        "letters.views.show",
        "site.views.page",
        "solver.views.index",
        "solver.views.show",
        "stories.views.index",
        "stories.views.show",
        "topics.views.index",
        "topics.views.show",
    }


def views_of(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views_of(pattern)
        else:
            yield pattern.callback


def everything_in(folder) -> set:
    return set(folder.rglob("*")) if folder.exists() else set()
