"""What a running site writes down: one line a request, and nobody's address in it."""

import logging
import time

import pytest

from helpcentre.logs.access import safe_path
from helpcentre.logs.formatters import message_of
from helpcentre.logs.wording import without_personal_data


def lines(site) -> list[str]:
    return (site.folder / "gunicorn.log").read_text().splitlines()


@pytest.mark.parametrize(
    "path",
    [
        "/guide/%0aFAKE",
        "/guide/%0d%0aFAKE%20line",
        "/guide/%E2%80%A8FAKE",
        "/guide/%C2%85FAKE",
        "/guide/%1b[31mFAKE",
        "/guide/uno/%20200%2099%20bytes%201%20ms%0aFAKE",
    ],
)
def test_no_address_begins_a_line_of_the_log(running_site, path):
    before = len(lines(running_site))
    running_site.get(path)
    time.sleep(0.5)
    new = lines(running_site)[before:]
    assert any("FAKE" in line for line in new)
    assert not any(line.startswith("FAKE") for line in new)
    assert "\x1b" not in "".join(new)
    assert not any(line.startswith("GET /guide/uno/ 200 99 bytes") for line in new)


@pytest.mark.parametrize("at", ["@", "%40", "%2540"])
def test_an_e_mail_in_an_address_that_does_not_exist_is_not_written_down(running_site, at):
    before = len(lines(running_site))
    running_site.get(f"/anna.rossi{at}posta.example/")
    running_site.get(f"/guide/anna.rossi{at}posta.example")
    time.sleep(0.5)
    new = "\n".join(lines(running_site)[before:])
    assert "404" in new
    assert "posta.example" not in new
    assert "anna.rossi" not in new


def test_an_ordinary_address_is_written_as_it_came():
    assert safe_path("/guide/perché/".encode().decode("latin-1")) == "/guide/perch%C3%A9/"
    assert safe_path("/2026/11/27/offerte/") == "/2026/11/27/offerte/"


def test_a_message_of_any_logger_stays_in_one_line():
    record = logging.LogRecord("x", logging.INFO, "", 0, "no %s", ("a\nFAKE\x1b[0m",), None)
    assert message_of(record) == "no a\\nFAKE\\x1b[0m"


@pytest.mark.parametrize("piece", ["(", "a.", "aB", "a-", "www.", "http://", "%40", "1-", "@"])
def test_a_path_without_end_is_made_harmless_at_the_cost_of_its_length(piece):
    """Anybody asks for one; eight thousand letters took a second."""
    path = piece * (8000 // len(piece))
    began = time.process_time()
    without_personal_data(f"Not Found: /{path}/")
    assert time.process_time() - began < 0.4
