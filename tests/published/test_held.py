"""What attackers tried on the running site and what held: odd requests straight to gunicorn."""

import socket
from contextlib import closing

import pytest

CRLF = "\r\n"
NOT_IMPLEMENTED = 501  # what gunicorn says to a transfer coding it does not know (RFC 9112, 6.1)
FORM = "/raccontaci-la-tua-storia/"


def answers(site, request: bytes) -> list[int]:
    """The status of each answer on one connection, until the server closes it or is silent."""
    with closing(socket.create_connection(("127.0.0.1", site.port), timeout=10)) as wire:
        wire.settimeout(3)
        wire.sendall(request)
        said = b""
        try:
            while part := wire.recv(65536):
                said += part
        except (TimeoutError, ConnectionResetError):
            pass
    return [int(line.split()[1]) for line in said.split(b"\r\n") if line.startswith(b"HTTP/1.")]


def asked(
    path: str, *, host: str, method: str = "GET", headers: tuple = (), body: str = ""
) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    return (CRLF.join(lines) + CRLF * 2 + body).encode("latin-1")


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/static/../../secret_key",
        "/static/%2e%2e/%2e%2e/db.sqlite3",
        "/static/..%2f..%2fsecret_key",
        "/static/%2e%2e%5c%2e%2e%5csecret_key",
        "/media/immagini/..%2f..%2fdb.sqlite3",
        "/riservati/../secret_key",
        "//evil.example/",
        "/%00/",
        "/guide/%ff%fe/",
        "/guide/%c0%ae%c0%ae/",
        "/" + "a/" * 3000,
        "/?" + "a=1&" * 1500,
        "/cerca/?q=" + "%F0%9F%92%A9" * 200,
        "/cerca/?q=%00%ff",
        "/guide/uno/;jsessionid=1",
        "/guide/uno//",
        "http://evil.example/guide/uno/",
        "*",
    ],
)
def test_no_path_leaves_the_site_or_breaks_it(running_site, path):
    found = answers(running_site, asked(path, host=running_site.host))
    assert all(status < 500 for status in found)
    assert len(found) <= 1


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost@evil.example", "localhost:99999", "a b", "", "[::1", "☃"]
)
def test_no_other_host_is_believed(running_site, host):
    request = asked("/guide/uno/", host=host.encode().decode("latin-1"))
    found = answers(running_site, request)
    assert all(300 <= status < 500 for status in found)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (
            ("Content-Length: 4", "Transfer-Encoding: chunked"),
            "0\r\n\r\nGET /admin/ HTTP/1.1\r\n\r\n",
        ),
        (("Transfer-Encoding: chunked", "Transfer-Encoding: x"), "0\r\n\r\n"),
        (("Transfer-Encoding: xchunked",), "0\r\n\r\n"),
        (("Content-Length: 4", "Content-Length: 5"), "abcde"),
        (("Content-Length: -1",), ""),
        (("Content-Length: 99999999999999999999",), ""),
        (("Content-Length: 1e3",), "x"),
        (("Content-Length : 3",), "abc"),
        (("X: a\rB: c",), ""),
        (("Cookie: " + "a=b; " * 1500,), ""),
    ],
)
def test_no_request_hides_another_in_itself(running_site, headers, body):
    request = asked(FORM, host=running_site.host, method="POST", headers=headers, body=body)
    found = answers(running_site, request)
    assert len(found) <= 1
    assert all(status < 500 or status == NOT_IMPLEMENTED for status in found)


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "x" * 300,
        "multipart/form-data; boundary=é",
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=boh",
        "application/json",
        "text/plain",
        "",
    ],
)
def test_no_kind_of_body_breaks_a_form(running_site, kind):
    headers = (f"Content-Type: {kind}", "Content-Length: 9", "Sec-Fetch-Site: same-origin")
    request = asked(FORM, host=running_site.host, method="POST", headers=headers, body="a=%ff&b=1")
    found = answers(running_site, request)
    assert found
    assert all(status < 500 for status in found)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO", "get"])
@pytest.mark.parametrize("path", ["/", "/guide/uno/", FORM, "/admin/", "/modulo/gettone/"])
def test_no_method_breaks_a_page(running_site, method, path):
    found = answers(running_site, asked(path, host=running_site.host, method=method))
    assert all(status < 500 for status in found)


def test_after_all_that_the_site_answers(running_site):
    assert running_site.get("/guide/uno/").status == 200
    assert len(running_site.workers()) == 2
