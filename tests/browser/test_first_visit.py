"""What a first visit asks for and weighs, in a real browser with nothing kept."""

import gzip
import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IMPORTS = re.compile(rb'^@?import "[\w./-]+";$', re.MULTILINE)
FIRST_VISITS = [
    *("/", "/guide/aliexpress/", "/cerca/?q=rimborso", "/cerca/?q=gatto+in+aereo"),
    *("/cerca/?q=xyzzy", "/raccontaci-la-tua-storia/", "/storie/", "/aziende/tim/"),
]


def test_a_first_visit_asks_five_times_and_weighs_under_45_kb(browser, live_server, the_demo):
    """The favicon too: some browsers hide it from their lists, so it is asked for by hand."""
    visits = {place: first_visit(browser, live_server.url + place) for place in FIRST_VISITS}
    assert {place: asked for place, (asked, _) in visits.items() if asked > 5} == {}
    assert {place: weight for place, (_, weight) in visits.items() if weight > 45_000} == {}


def first_visit(browser, address: str) -> tuple[int, int]:
    """Requests and bytes. What is imported weighs, but once collected it is no request."""
    context = browser.new_context()
    page, responses = context.new_page(), []
    page.on("response", lambda response: responses.append(response))  # playwright marks it
    page.goto(address, wait_until="networkidle")
    answers = {r.url: r.body() for r in responses if r.url.startswith("http")}
    favicon = page.locator("link[rel=icon]").evaluate("link => link.href")
    answers[favicon] = page.request.get(favicon).body()
    imported = sum(len(IMPORTS.findall(body)) for body in answers.values())
    assert context.cookies() == []
    context.close()
    # as they travel: the live server compresses nothing, the site everything
    return len(answers) - imported, sum(len(gzip.compress(body)) for body in answers.values())
