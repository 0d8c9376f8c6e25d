"""One network that asks without end waits, and nobody else does: docs/nginx.conf."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.published.nginx import Nginx

pytestmark = pytest.mark.skipif(
    shutil.which("nginx", path="/usr/sbin:/usr/bin") is None and "CI" not in os.environ,
    reason="nginx is not installed; in CI it is",
)
MANY, AT_ONCE = 300, 150
CHEAP = "/salute/viva"


@pytest.fixture(scope="module")
def nginx(running_site, tmp_path_factory):
    server = Nginx(running_site, tmp_path_factory.mktemp("nginx"))
    yield server.start()
    server.stop()


def flood(nginx, said: str) -> list:
    """Many questions that come from a TLS proxy, which said who asks."""

    def ask(number: int):
        return nginx.get(CHEAP, **({"X_Forwarded_For": said.format(number)} if said else {}))

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(ask, range(MANY)))


@pytest.mark.parametrize(
    "said",
    [
        "198.51.100.7",
        "203.0.113.{}, 198.51.100.8",  # the first is what he says of himself
        "2001:db8:1:2:{:x}::9",  # his own house has as many of these as he likes
    ],
)
def test_a_network_that_asks_without_end_is_told_to_wait(running_site, nginx, said):
    running_site.kept("/guide/uno/")
    answers = flood(nginx, said)
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert {answer.status for answer in answers} == {200, 429}
    assert refused[0].headers["Retry-After"] == "30"
    assert refused[0].headers["Content-Type"] == "text/html; charset=utf-8"
    assert "ricarica la pagina" in refused[0].content.decode()
    assert nginx.get(CHEAP, X_Forwarded_For="192.0.2.1").status == 200
    assert nginx.get("/guide/uno/", X_Forwarded_For=said.format(1)).status == 200


def test_readers_of_many_networks_and_the_machine_s_own_questions_are_not_counted(nginx):
    assert {answer.status for answer in flood(nginx, "192.0.2.1, 10.1.1.{0}")} == {200}
    assert {answer.status for answer in flood(nginx, "")} == {200}
