"""nginx serves the folder itself, says what Django would say, and is as fresh."""

import gzip
import os
import shutil
import threading
import time

import brotli
import pytest

from tests.published.nginx import Nginx
from tests.published.running_site import RunningSite

pytestmark = pytest.mark.skipif(
    shutil.which("nginx", path="/usr/sbin:/usr/bin") is None and "CI" not in os.environ,
    reason="nginx is not installed; in CI it is",
)
OF_ITS_OWN = (
    "Date", "Server", "Connection", "ETag", "Accept-Ranges", "Transfer-Encoding", "X-Request-ID",
)  # fmt: skip


@pytest.fixture(scope="module")
def nginx(running_site, tmp_path_factory):
    server = Nginx(running_site, tmp_path_factory.mktemp("nginx"))
    yield server.start()
    server.stop()


def headers_of(answer) -> dict:
    """What both must say alike; django-csp writes the directives in any order."""
    headers = {name: value for name, value in answer.headers.items() if name not in OF_ITS_OWN}
    policy = headers.pop("Content-Security-Policy").split("; ")
    return headers | {"policy": sorted(policy)}


def test_a_kept_page_comes_from_nginx_itself_with_every_header_of_ours(running_site, nginx):
    running_site.kept("/guide/uno/")
    ours, theirs = running_site.get("/guide/uno/"), nginx.get("/guide/uno/")
    assert theirs.content == ours.content
    assert headers_of(theirs) == headers_of(ours)
    assert theirs.headers["Accept-Ranges"] == "bytes"  # gunicorn never says so


@pytest.mark.parametrize(
    ("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_nginx_serves_the_compressed_file(running_site, nginx, accepted, unpack):
    plain = running_site.kept("/guide/uno/")
    answer = nginx.get("/guide/uno/", Accept_Encoding=accepted)
    assert answer.headers["Content-Encoding"] == accepted
    assert unpack(answer.content) == plain
    assert headers_of(answer) == headers_of(
        running_site.get("/guide/uno/", Accept_Encoding=accepted)
    )


def test_nginx_answers_304_and_head(running_site, nginx):
    running_site.kept("/guide/uno/")
    etags = {
        nginx.get("/guide/uno/", Accept_Encoding=accepted).headers["ETag"]
        for accepted in ("br", "gzip", "identity")
    }
    assert len(etags) == 3
    etag = nginx.get("/guide/uno/").headers["ETag"]
    assert not etag.startswith("W/")
    same = nginx.get("/guide/uno/", If_None_Match=etag)
    assert (same.status, same.content) == (304, b"")
    assert "Content-Security-Policy" in same.headers
    head = nginx.request("HEAD", "/guide/uno/")
    assert (head.status, head.content) == (200, b"")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/guide/uno/?x", {}),
        ("/guide/uno/", {"Host": "altrove.example"}),
        ("/guide/uno/", {"X_Forwarded_Proto": "https"}),
    ],
)
def test_what_is_not_the_plain_page_goes_to_django(running_site, nginx, path, headers):
    running_site.kept("/guide/uno/")
    assert nginx.get(path, **headers).headers["Accept-Ranges"] is None


@pytest.mark.parametrize(
    "path",
    [
        "/../meta/x",
        "/guide/%2e%2e/%2e%2e/cursor",
        "/index.html",
        "/guide/uno/index.html",
        "/guide/uno/index.html.br",
        "/guide/uno",
        "/guide/nessuna/",
        "/www/http/localhost/",
    ],
)
def test_nothing_but_pages_is_read_from_the_folder(running_site, nginx, path):
    """The addresses of the files themselves lead to Django, which does not know them."""
    assert nginx.get(path).status in (301, 400, 404)


def test_other_pages_forms_and_posts_reach_django(running_site, nginx):
    assert nginx.get("/cerca/?q=uno").status == 200
    assert nginx.get("/guide/nessuna/").status == 404
    running_site.kept("/guide/uno/")
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        ours, theirs = (
            server.request(method, "/guide/uno/", body="a=b") for server in (running_site, nginx)
        )
        assert (theirs.status, headers_of(theirs)) == (ours.status, headers_of(ours))
        assert theirs.headers["Accept-Ranges"] is None
    posted = nginx.request(
        "POST", "/modulo/gettone/", body="", Content_Length="0", Origin=running_site.url
    )
    assert posted.headers["Cache-Control"]


def test_static_files_are_immutable_compressed_and_from_nginx(running_site, nginx):
    page = running_site.kept("/guide/uno/").decode()
    css = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    answer = nginx.get(css, Accept_Encoding="br")
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("text/css")


def test_nginx_shows_a_change_at_the_next_request(running_site, nginx):
    for number in range(5):
        running_site.kept("/guide/due/")
        running_site.act("publish", slug="due", title=f"Da nginx {number}")
        assert f"Da nginx {number}" in nginx.get("/guide/due/").content.decode()


def test_nginx_never_sends_half_a_page_nor_an_error_while_pages_come_and_go(running_site, nginx):
    wrong, read, ends_at = [], [], time.monotonic() + 4

    def keep_reading(accepted: str) -> None:
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
        while time.monotonic() < ends_at:
            answer = nginx.get("/guide/due/", Accept_Encoding=accepted)
            encoding = answer.headers["Content-Encoding"]
            content = unpack.get(encoding, bytes)(answer.content)
            read.append(answer.status)
            if answer.status != 200 or not content.rstrip().endswith(b"</html>"):
                wrong.append((answer.status, content[-80:]))

    readers = [threading.Thread(target=keep_reading, args=[name]) for name in ("br", "gzip")]
    for reader in readers:
        reader.start()
    number = 0
    while time.monotonic() < ends_at:
        number += 1
        running_site.act("publish", slug="due", title=f"Viavai {number}")
        assert f"Viavai {number}" in nginx.get("/guide/due/").content.decode()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(read) > 50


def test_what_django_answers_bears_the_number_that_nginx_gave(tmp_path):
    """And not one that the reader chose."""
    (tmp_path / "site").mkdir()
    (tmp_path / "nginx").mkdir()
    site = RunningSite(tmp_path / "site", TRUSTED_PROXIES="1")
    site.act("build")
    server = Nginx(site.start(), tmp_path / "nginx").start()
    try:
        chosen = "0" * 32
        numbers = {server.get("/cerca/", X_Request_ID=chosen).headers["X-Request-ID"] for _ in "ab"}
        assert len(numbers - {chosen}) == 2
        assert site.get("/cerca/", X_Request_ID=chosen).headers["X-Request-ID"] == chosen
    finally:
        server.stop()
        site.stop()


def test_while_gunicorn_is_gone_a_page_of_ours_says_how_to_send_again(running_site, tmp_path):
    """nginx has read no word: the browser has them, and sends them again when it reloads."""
    server = Nginx(running_site, tmp_path)
    conf = tmp_path / "site.conf"
    nobody = conf.read_text().replace(f"127.0.0.1:{running_site.port}", "127.0.0.1:9")
    conf.write_text(nobody)
    server.start()
    try:
        answer = server.request("POST", "/commenti/nuovo/guida/1/", body="text=parole")
        assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
        said = answer.content.decode()
        assert "Torniamo fra poco" in said
        assert "ricarica la pagina" in said
    finally:
        server.stop()
