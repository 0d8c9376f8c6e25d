"""The guide's page in a browser: on a phone, at a desk, by keyboard, without JavaScript."""

import gzip
import re
from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from guides.demo import reader
from tests.factories import a_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


@pytest.fixture
def address(live_server):
    """The demo's first guide, alone: the whole demo takes seconds to write."""
    record = next(record for record in reader.guides() if record.slug == "aliexpress")
    sections = [
        {name: getattr(section, name) for name in ("slug", "title", "level", "problem", "body")}
        for section in record.sections
    ]
    guide = a_guide(
        sections=sections, **{name: getattr(record, name) for name in ("slug", "title", "summary")}
    )
    source = record.sources[0]
    guide.sources.create(title=source.title, address=source.address, consulted_on=date.today())
    guide.publish(by=None)
    return live_server.url + guide.get_absolute_url()


@pytest.fixture
def without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_a_phone_reads_and_finds_its_way_without_javascript(without_javascript):
    page = without_javascript
    contents = page.get_by_role("navigation", name="Contenuti")
    chooser = page.get_by_role("navigation", name="Qual è il tuo problema?")
    # the problems are in sight before any other part, and each is easy to hit
    assert chooser.bounding_box()["y"] < PHONE["height"]
    heights = [line.bounding_box()["height"] for line in chooser.get_by_role("link").all()]
    assert min(heights) >= 48
    # the contents wait behind their disclosure
    expect(contents.get_by_role("link")).to_have_count(0)
    contents.get_by_text("Contenuti").last.click()
    contents.get_by_role("link", name="In breve").click()
    expect(page).to_have_url(re.compile("#in-breve$"))
    page.get_by_role("link", name="Collegamento a «Password dimenticata»").click()
    expect(page).to_have_url(re.compile("#password-dimenticata$"))


def test_at_a_desk_the_contents_stay_beside_the_text(page, address):
    page.set_viewport_size(DESK)
    page.goto(address + "#in-breve")
    contents = page.get_by_role("navigation", name="Contenuti").bounding_box()
    heading = page.get_by_role("heading", name="In breve").bounding_box()
    assert 0 <= contents["y"] < 100
    assert contents["x"] + contents["width"] < heading["x"]
    assert 0 <= heading["y"] < DESK["height"]  # nothing hides the place that was asked for


def test_a_sections_address_is_copied(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.get_by_role("link", name="Collegamento a «Password dimenticata»").click()
    page.get_by_text("Indirizzo copiato").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address + "#password-dimenticata"


def test_the_keyboard_skips_to_the_content_and_sees_where_it_is(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Vai al contenuto")
    assert skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    expect(page.locator("#contenuto")).to_be_focused()
    page.keyboard.press("Tab")
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert width == "3px"


def test_paper_gets_the_guide_and_where_it_came_from(page, address):
    page.goto(address)
    page.emulate_media(media="print")
    for chrome in (".masthead nav", ".problems", ".contents", ".footer", ".invitation"):
        assert not page.locator(chrome).first.is_visible(), chrome
    line = page.locator(".print-only").inner_text()
    assert "/guide/aliexpress/" in line
    assert "verificata il 22 novembre 2026" in line
    source = page.locator(".sources a").first
    assert "https://" in source.evaluate("a => getComputedStyle(a, '::after').content")


def test_a_first_visit_asks_four_times_and_weighs_under_40_kb(page, live_server):
    """The favicon too: some browsers hide it from their lists, so it is asked for by hand."""
    call_command("load_demo", verbosity=0)  # with its comments
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(live_server.url + "/guide/aliexpress/", wait_until="networkidle")
    answers = {response.url: response.body() for response in responses}
    favicon = page.locator("link[rel=icon]").evaluate("link => link.href")
    answers[favicon] = page.request.get(favicon).body()
    assert len(answers) <= 4
    # as they travel: the live server compresses nothing, the site everything
    assert sum(len(gzip.compress(body)) for body in answers.values()) <= 40_000
    assert page.context.cookies() == []
