"""Behind one proxy and behind two, twenty readers are twenty networks."""

import http.client
import re
import shutil
import subprocess
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.checks import run_checks

from guides.spam import network, proxies
from tests.published.nginx import MAIN, Nginx, _is_root
from tests.published.running_site import RunningSite, a_free_port

BEFORE = """
server {{
    listen 127.0.0.1:{port};
    location / {{
        proxy_pass http://127.0.0.1:{behind};
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
    }}
}}
"""
COUNT = """
from django.apps import apps
votes = apps.get_model("guides.SectionVote").objects
print(votes.count(), votes.values("reader").distinct().count())
"""
READERS = 20


class ProxyBefore:
    """A second nginx, as one that speaks TLS would stand before compose's."""

    def __init__(self, behind: int, folder: Path) -> None:
        self.port = a_free_port()
        (folder / "site.conf").write_text(BEFORE.format(port=self.port, behind=behind))
        user = "user root;\n" if _is_root() else ""
        (folder / "nginx.conf").write_text(user + MAIN.format(folder=folder))
        nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/bin")
        command = [nginx, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def ask(site, port: int, method: str, path: str, *, reader: int, body=None):
    """From an address of the reader's own: all of 127.0.0.0/8 is this machine."""
    source = (f"127.0.1.{reader}", 0)
    with closing(
        http.client.HTTPConnection("127.0.0.1", port, timeout=20, source_address=source)
    ) as c:
        headers = {"Host": site.host, "Sec-Fetch-Site": "same-origin"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        c.request(method, path, body=body, headers=headers)
        answer = c.getresponse()
        answer.content = answer.read()
        return answer


def until_it_answers(site, port: int) -> None:
    for _ in range(100):
        try:
            ask(site, port, "GET", "/salute/", reader=1)
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the proxy does not answer")


def needs_nginx(test):
    missing = shutil.which("nginx", path="/usr/sbin:/usr/bin") is None
    return pytest.mark.skipif(missing, reason="nginx is not installed; in CI it is")(test)


@needs_nginx
@pytest.mark.parametrize("count", [1, 2])
def test_twenty_readers_are_twenty_networks_and_each_vote_is_stored(tmp_path_factory, count):
    site = RunningSite(tmp_path_factory.mktemp("site"), TRUSTED_PROXIES=str(count))
    site.act("build")
    site.start()
    inner = Nginx(site, tmp_path_factory.mktemp("inner")).start()
    before = ProxyBefore(inner.port, tmp_path_factory.mktemp("before")) if count == 2 else None
    port = before.port if before else inner.port
    try:
        until_it_answers(site, port)
        page = ask(site, port, "GET", "/guide/uno/", reader=1).content.decode()
        address = re.search(r'action="(/utile/\d+/)"', page)[1]
        place = re.search(r'name="si" value="(\d+)"', page)[1]
        body = urlencode({"si": place})
        answers = [
            ask(site, port, "POST", address, reader=reader, body=body).status
            for reader in range(1, READERS + 1)
        ]
        assert answers == [302] * READERS
        assert site.manage("shell", "--verbosity", "0", "-c", COUNT).split() == ["20", "20"]
        assert "TRUSTED_PROXIES" not in site.last_words
    finally:
        for server in (before, inner, site):
            if server:
                server.stop()


@pytest.fixture
def hops(monkeypatch):
    fresh = proxies.Hops()
    monkeypatch.setattr(network, "HOPS", fresh)
    return fresh


def post(rf, forwarded: str):
    return rf.post("/", REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR=forwarded)


def test_one_proxy_more_than_is_said_is_noticed_once(rf, settings, hops, caplog):
    settings.TRUSTED_PROXIES = 1
    for number in range(3 * proxies.ENOUGH):
        network.client_network(post(rf, f"203.0.113.{number}, 10.0.0.1"))
    assert caplog.text.count("TRUSTED_PROXIES is 1, but requests bring at least 2") == 1
    assert "203.0.113" not in caplog.text


def test_readers_who_write_addresses_of_their_own_raise_no_alarm(rf, settings, hops, caplog):
    settings.TRUSTED_PROXIES = 1
    for number in range(3 * proxies.ENOUGH):
        forged = "1.1.1.1, 2.2.2.2, " if number % 10 else ""
        network.client_network(post(rf, f"{forged}203.0.113.{number}"))
    assert not caplog.text


def test_one_proxy_less_than_is_said_is_noticed_at_once(rf, settings, hops, caplog):
    settings.TRUSTED_PROXIES = 2
    network.client_network(post(rf, "203.0.113.1"))
    assert "TRUSTED_PROXIES is 2, but requests bring 1 " in caplog.text


@pytest.mark.parametrize(
    ("url", "trusted", "warned"),
    [
        ("https://a.example", 0, True),
        ("https://a.example", 1, False),
        ("http://a.example", 0, False),
    ],
)
def test_an_https_site_without_proxies_is_warned_of_by_check(settings, url, trusted, warned):
    settings.SITE_URL, settings.TRUSTED_PROXIES = url, trusted
    assert ("guides.W001" in [found.id for found in run_checks()]) == warned
