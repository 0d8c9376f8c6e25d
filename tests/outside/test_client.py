"""Nobody makes our server ask a private address, wait for ever, or read without end."""

import socket
import time

import pytest

from guides.outside import client
from guides.outside.client import Unreachable, ask
from guides.outside.robots import Robots
from tests.outside.a_site import Site, a_letter_at_a_time, names


@pytest.fixture
def site(settings):
    settings.OUTSIDE_MAY_BE_LOOPBACK = True
    site = Site()
    yield site
    site.close()


@pytest.fixture
def connections(monkeypatch):
    """Where anything tries to connect to."""
    tried, real = [], socket.socket.connect

    def connect(self, address):
        tried.append(address[0])
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


PRIVATE = [
    *("127.0.0.1", "10.0.0.5", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
    *("100.64.0.1", "[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"),
    *("2130706433", "0x7f.1", "localhost", "127.1"),
]


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_never_asked(connections, host):
    with pytest.raises(Unreachable):
        ask(f"http://{host}/")
    assert not connections


@pytest.mark.parametrize("answer", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"])
def test_neither_is_a_name_that_leads_to_one(connections, monkeypatch, answer):
    with names(monkeypatch, inganno_example=[answer]), pytest.raises(Unreachable) as told:
        ask("http://inganno.example/")
    assert "indirizzo privato" in str(told.value)
    assert not connections


def test_a_name_that_changes_its_answer_is_asked_where_it_was_looked_at(monkeypatch):
    """Rebinding: public when it is looked at, ours when the connection is made."""
    tried = []

    def connect(self, address):
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    with names(monkeypatch, due_example=["1.2.3.4", "127.0.0.1"]), pytest.raises(Unreachable):
        ask("http://due.example/")
    assert tried == ["1.2.3.4"]


def test_a_redirect_is_looked_at_as_the_first_address_was(site, settings, connections, monkeypatch):
    """A site of the world sends us to a machine of ours."""
    site.pages["/"] = (302, {"Location": "http://10.0.0.5/segreto"}, b"")
    with pytest.raises(Unreachable) as told:
        ask(f"{site.address}/")
    assert "indirizzo privato" in str(told.value)
    assert set(connections) == {"127.0.0.1"}


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "gopher://x/"])
def test_a_redirect_leads_to_the_web_or_nowhere(site, target):
    site.pages["/"] = (302, {"Location": target}, b"")
    with pytest.raises(Unreachable):
        ask(f"{site.address}/")


def test_passwords_and_odd_ports_are_refused():
    for address in ("https://a:b@example.org/", "http://example.org:22/", "http://[x/", "https://"):
        with pytest.raises(Unreachable):
            ask(address)


def test_redirects_are_followed_and_remembered_not_without_end(site):
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.pages["/b"] = (302, {"Location": "/c"}, b"")
    site.pages["/c"] = (200, {}, b"eccomi")
    answer = ask(f"{site.address}/a")
    assert (answer.status, answer.text) == (200, "eccomi")
    assert answer.through == ((301, f"{site.address}/b"), (302, f"{site.address}/c"))
    site.pages["/giro"] = (302, {"Location": "/giro"}, b"")
    with pytest.raises(Unreachable):
        ask(f"{site.address}/giro")


def test_a_body_without_end_is_read_to_a_bound(site, monkeypatch):
    monkeypatch.setattr(client, "MOST_BYTES", 100_000)
    site.pages["/"] = (200, {}, (b"x" * 10_000 for _ in range(10_000)))
    assert len(ask(f"{site.address}/").body) == 100_000


def test_a_site_that_drips_is_left_in_time(site, monkeypatch):
    monkeypatch.setattr(client, "WHOLE", 0.3)

    def drops():
        while True:
            time.sleep(0.1)
            yield b"x" * 70_000

    site.pages["/"] = (200, {}, drops())
    with pytest.raises(Unreachable) as told:
        ask(f"{site.address}/")
    assert "in tempo" in str(told.value)


@pytest.mark.parametrize("said", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
@pytest.mark.parametrize("length", [b"", b"Content-Length: 60000\r\n"])
def test_a_site_that_says_a_letter_at_a_time_is_left_in_time_too(
    settings, monkeypatch, said, length
):
    """In its head or in its body: each letter comes well before a connection would be given up."""
    settings.OUTSIDE_MAY_BE_LOOPBACK = True
    monkeypatch.setattr(client, "WHOLE", 0.5)
    with a_letter_at_a_time(said.replace(b"OK\r\n", b"OK\r\n" + length, 1)) as address:
        began = time.monotonic()
        with pytest.raises(Unreachable) as told:
            ask(address)
    assert "in tempo" in str(told.value)
    assert time.monotonic() - began < 3


def test_we_say_who_we_are_and_take_no_proxy_from_the_environment(site, monkeypatch, settings):
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.9:3128")
    site.pages["/"] = (200, {}, b"")
    ask(f"{site.address}/")
    assert site.headers[0]["User-Agent"] == f"sportello-lettori (+{settings.SITE_URL}/)"


@pytest.mark.parametrize(
    ("status", "rules", "may"),
    [
        (200, b"User-agent: *\nDisallow: /privato/", True),
        (200, b"User-agent: *\nDisallow: /", False),
        (
            200,
            b"User-agent: sportello-lettori\nDisallow: /pagina\n\nUser-agent: *\nAllow: /",
            False,
        ),
        (404, b"", True),
        (403, b"", True),
        (503, b"", False),
        (200, b"\xff\xfe niente di sensato", True),
    ],
)
def test_robots_txt_is_honoured(site, status, rules, may):
    site.pages["/robots.txt"] = (status, {}, rules)
    robots = Robots()
    assert robots.let_us_read(f"{site.address}/pagina") is may
    robots.let_us_read(f"{site.address}/altra")
    assert [path for _, path, _ in site.asked] == ["/robots.txt"], "asked once a round"


def test_a_site_that_does_not_answer_has_no_wish_of_its_own(settings):
    settings.OUTSIDE_MAY_BE_LOOPBACK = True
    robots = Robots()
    for _ in range(2):
        with pytest.raises(Unreachable):
            robots.let_us_read("http://127.0.0.1:9/pagina")
