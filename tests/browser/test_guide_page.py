"""The guide's page in a browser: on a phone, at a desk, by keyboard, without JavaScript."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from guides.demo import reader
from guides.facts.models import Fact
from tests.factories import a_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


@pytest.fixture
def address(live_server):
    """The demo's first guide, alone: the whole demo takes seconds to write."""
    for fact in reader.facts():  # its text says some
        Fact.objects.create(**vars(fact))
    record = next(record for record in reader.guides() if record.slug == "aliexpress")
    sections = [
        {name: getattr(section, name) for name in ("slug", "title", "level", "problem", "body")}
        for section in record.sections
    ]
    for section in sections:  # the guides that it sends to are not here
        section["body"] = re.sub(
            r"\((?:/guide/(?!aliexpress/)|/risolvi/|lettera:)[^)]+\)|{{scadenza:[^}]+}}",
            lambda found: "(/guide/)" if found[0].startswith("(") else "",
            section["body"],
        )
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


def test_paper_gets_the_question_and_no_box_to_write_in(page, live_server):
    page.emulate_media(media="print")
    page.goto(f"{live_server.url}/")
    expect(page.get_by_role("heading", name="Che cosa ti è successo?")).to_be_visible()
    expect(page.locator("input[type=search]")).to_be_hidden()
    page.goto(f"{live_server.url}/cerca/?q=zanzare")
    expect(page.get_by_role("heading", name="Su questo non abbiamo")).to_be_visible()
    expect(page.locator("button:visible")).to_have_count(0)


def test_what_is_hidden_is_not_seen_whatever_it_wears(page, live_server):
    page.goto(f"{live_server.url}/cerca/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<button class=\"button\" hidden>Copia la lettera</button>')"
    )
    expect(page.get_by_text("Copia la lettera")).to_be_hidden()


MOVED = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(moved), 600);
})"""


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_when_the_titles_face_comes_late(page, address, viewport):
    def late(route):
        page.wait_for_timeout(800)
        route.continue_()

    page.route("**/pagella-bold*.woff2", late)
    page.set_viewport_size(viewport)
    page.goto(address)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('700 20px Pagella')")
    assert page.evaluate(MOVED) < 0.02


def test_who_lands_on_a_section_sees_which_guide_it_is_and_the_way_back(
    without_javascript, address
):
    page = without_javascript
    way_back = page.get_by_role("link", name="gli altri problemi")
    expect(way_back).to_have_count(0)  # nobody landed yet
    page.goto(address + "#password-dimenticata")
    expect(way_back).to_have_count(1)
    assert "AliExpress" in way_back.inner_text()
    assert 0 <= way_back.bounding_box()["y"] < 120
    way_back.click()
    chooser = page.get_by_role("heading", name="Qual è il tuo problema?").bounding_box()
    assert 0 <= chooser["y"] < PHONE["height"] / 2


def test_without_javascript_the_address_is_shown_and_two_plain_links_send_it(without_javascript):
    box = without_javascript.locator(".share")
    expect(box.get_by_role("button")).to_have_count(0)
    assert "/guide/aliexpress/" in box.locator(".share__address").inner_text()
    whatsapp = box.get_by_role("link", name="WhatsApp").get_attribute("href")
    assert whatsapp.startswith("https://wa.me/?text=AliExpress%3A%20come")
    assert "%2Fguide%2Faliexpress%2F" in whatsapp
    assert box.get_by_role("link", name="e-mail").get_attribute("href").startswith("mailto:?subj")


def test_the_address_is_copied_and_said(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    box = page.locator(".share")
    box.get_by_role("button", name="Copia il collegamento").click()
    expect(box.get_by_role("status")).to_have_text("Collegamento copiato.")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/guide/aliexpress/")


def test_the_systems_own_sheet_takes_the_place_of_the_plain_links(page, address):
    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page.goto(address)
    box = page.locator(".share")
    expect(box.get_by_role("link", name="WhatsApp")).to_have_count(0)
    box.get_by_role("button", name="Condividi").click()
    assert page.evaluate("window.shared.url").endswith("/guide/aliexpress/")


def test_the_print_button_prints(page, address):
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(address)
    page.locator(".share").get_by_role("button", name="Stampa").click()
    assert page.evaluate("window.printed") is True


def test_a_phone_unfolds_the_sources_and_paper_has_them_anyway(without_javascript):
    page = without_javascript
    expect(page.locator(".sources li")).not_to_be_visible()
    page.get_by_text("Leggi la fonte di questa guida").click()
    expect(page.locator(".sources li")).to_be_visible()
    page.get_by_text("Leggi la fonte di questa guida").click()
    page.emulate_media(media="print")
    expect(page.locator(".sources li")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_address_of_a_comment_opens_the_door_it_stands_behind(
    browser, live_server, javascript, the_demo
):
    context = browser.new_context(java_script_enabled=javascript, viewport=PHONE)
    page = context.new_page()
    page.goto(live_server.url + "/guide/aliexpress/")
    last = page.locator(".thread .comment").last
    expect(last).not_to_be_visible()
    page.goto(f"{page.url}#{last.get_attribute('id')}")
    expect(last).to_be_in_viewport()
    context.close()


def test_what_follows_a_guides_text_is_five_screens_of_a_phone_at_most(
    browser, live_server, the_demo
):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(live_server.url + "/guide/aliexpress/")
    parts = [page.locator(part) for part in ("html", ".guide__body")]
    whole, text = (part.evaluate("part => part.scrollHeight") for part in parts)
    assert whole - text <= 5 * 780  # four, and one for what can be done at once
    context.close()
