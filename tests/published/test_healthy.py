"""What the image's health check asks: `python -m helpcentre.healthy`."""

import os
import subprocess
import sys

import pytest

from tests.published.running_site import BASE, RunningSite, a_free_port
from tests.site.public_site import PUBLIC


@pytest.fixture(scope="module")
def public_site(tmp_path_factory):
    """Known by another name than the one that the health check has for it."""
    site = RunningSite(tmp_path_factory.mktemp("public"), **PUBLIC)
    yield site.start()
    site.stop()


def asked(port: int, *, code: str = "") -> subprocess.CompletedProcess:
    how = ["-c", code] if code else ["-m", "helpcentre.healthy"]
    return subprocess.run(  # noqa: S603 our own command
        [sys.executable, *how],
        cwd=BASE,
        env=os.environ | {"PORT": str(port), "http_proxy": "http://127.0.0.1:1"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_server_that_answers_is_well_by_whatever_name_readers_know_it(public_site):
    answer = asked(public_site.port)
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr == ""


def test_one_that_is_gone_is_not_and_the_check_says_why_in_one_line():
    answer = asked(a_free_port())
    assert answer.returncode == 1
    assert "refused" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_it_does_not_start_django_to_ask_one_address():
    """Every ten seconds of each server: with Django it was three seconds of a core each time."""
    answer = asked(1, code="import sys, helpcentre.healthy; print('django' in sys.modules)")
    assert answer.stdout == "False\n"
