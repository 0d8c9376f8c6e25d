"""The number of a request: made by nginx or here, on the answer, in the log, on an error's page."""

import json
import re

import pytest

from helpcentre.logs.request_id import RequestIdMiddleware
from tests.logs.failing_settings import FAILURES
from tests.patience import soon
from tests.published.running_site import RunningSite

OF_NGINX = "0123456789abcdef0123456789abcdef"


def answer_of(headers: dict, *, trusts_proxy: bool) -> str:
    seen: list = []
    site = RequestIdMiddleware(
        lambda environ, start: start("200 OK", []), trusts_proxy=trusts_proxy
    )
    site(headers, lambda status, headers: seen.append(dict(headers)))
    return seen[0]["X-Request-ID"]


def test_the_number_that_our_proxy_gave_is_the_answers():
    assert answer_of({"HTTP_X_REQUEST_ID": OF_NGINX}, trusts_proxy=True) == OF_NGINX


def test_who_reaches_the_server_without_a_proxy_chooses_none():
    assert answer_of({"HTTP_X_REQUEST_ID": OF_NGINX}, trusts_proxy=False) != OF_NGINX


@pytest.mark.parametrize(
    "said", ["", "x", OF_NGINX.upper(), OF_NGINX + "0", OF_NGINX[:-1] + "\n", "anna@posta.example"]
)
def test_what_does_not_look_like_nginx_s_is_made_anew(said):
    made = answer_of({"HTTP_X_REQUEST_ID": said}, trusts_proxy=True)
    assert made != said
    assert re.fullmatch(r"[0-9a-f]{32}", made)


def test_two_requests_have_two_numbers():
    assert len({answer_of({}, trusts_proxy=False) for _ in range(100)}) == 100


def test_a_kept_page_and_a_rendered_one_bear_their_own(running_site):
    running_site.kept("/guide/uno/")
    numbers = [running_site.get("/guide/uno/").headers["X-Request-ID"] for _ in range(2)]
    numbers.append(running_site.get("/cerca/").headers["X-Request-ID"])
    assert len(set(numbers)) == 3
    log = running_site.folder / "gunicorn.log"
    assert soon(lambda: all(number in log.read_text() for number in numbers))


def test_who_meets_an_error_can_quote_what_the_log_is_searched_for(tmp_path):
    site = RunningSite(tmp_path, DJANGO_SETTINGS_MODULE="tests.logs.failing_settings")
    site.act("build")
    site.start()
    for path in ("/cerca/", "/admin/login/"):
        answer = site.get(f"{path}?inciampa=value&parole=niente")
        assert answer.status == 500
        assert "value" in FAILURES
        number = answer.headers["X-Request-ID"]
        assert f"<strong>{number[:8]}</strong>" in answer.content.decode()
    site.stop()
    lines = [json.loads(line) for line in (tmp_path / "gunicorn.log").read_text().splitlines()]
    errors = [one for one in lines if one.get("request_id") == number and "error" in one]
    assert errors[0]["error"] == "ValueError"
