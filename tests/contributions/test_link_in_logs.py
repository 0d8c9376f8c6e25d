"""A private address is never whole in a log."""

import logging

import pytest
from django.urls import get_resolver

from guides.contributions import links
from tests.voices import a_comment

pytestmark = pytest.mark.django_db


def test_the_link_is_never_whole_in_a_log(client, caplog):
    mine = a_comment()
    secret = mine.private_path.split("/")[2]
    client.get(f"{mine.private_path}niente/")
    line = logging.getLogger("django").handlers[0].format(caplog.records[-1])
    assert "/ricevuta/…/niente/" in line
    assert secret not in line


@pytest.mark.parametrize("word", ["ricevuta", "niente-posta", "segui", "anteprima"])
def test_an_address_in_a_line_is_masked_to_its_first_word(word):
    line = f'"GET /{word}/commento-1-1.AbC_d-e/testo/ HTTP/1.1" 200'
    assert links.masked(line) == line.replace("commento-1-1.AbC_d-e", "…")


def test_every_route_with_a_token_is_known_to_the_logs():
    def routes(patterns, before=""):
        for pattern in patterns:
            route = before + str(pattern.pattern)
            yield from routes(getattr(pattern, "url_patterns", []), route) or [route]
            yield route

    with_a_token = [
        route for route in routes(get_resolver().url_patterns) if "<str:token>" in route
    ]
    assert len(with_a_token) > 5
    for route in with_a_token:
        line = "/" + route.replace("<str:token>", "commento-1-1.AbC_d-e")
        assert "AbC_d-e" not in links.masked(line), route


def test_what_is_not_secret_is_not_masked():
    for line in ("GET /guide/ricevuta/", "GET /anteprima/guide/3/", "GET /ricevuta"):
        assert links.masked(line) == line
