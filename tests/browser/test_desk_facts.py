"""Facts completed as one types: «{{», some words, the one that was meant."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.desk import open_guide, sign_in
from tests.factories import a_guide
from tests.facts.making import a_fact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page: Page, live_server, editor) -> Page:
    a_fact(key="recesso", name="Recesso", number=14)
    a_fact(key="recesso-rimborso", name="Rimborso dopo il recesso", number=15)
    a_fact(key="conciliazione", name="Conciliazione", number=30)
    guide = a_guide(sections=[{"title": "Uno", "body": "Entro "}])
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    page.get_by_role("button", name="Uno", exact=True).click()
    return page


@pytest.fixture
def box(desk):
    found = desk.locator("#id_sections-0-body")
    found.focus()
    desk.keyboard.press("Control+End")
    return found


def facts(desk: Page):
    return desk.locator("#sections-0 .facts [role=option]")


def test_words_after_the_braces_find_the_fact_and_enter_writes_its_tag(desk, box):
    desk.keyboard.type("{{concil")
    expect(facts(desk).first).to_contain_text("30 giorni")
    desk.keyboard.press("Enter")
    expect(box).to_have_value("Entro {{fatto:conciliazione|giorni}}")
    expect(facts(desk)).to_have_count(0)
    expect(desk.locator("#sections-0 .markdownx-preview")).to_contain_text("Entro 30 giorni")
    desk.keyboard.type(" e poi")
    expect(box).to_have_value("Entro {{fatto:conciliazione|giorni}} e poi")
    expect(facts(desk)).to_have_count(0)


def test_the_browsers_own_undo_gives_back_what_was_typed(desk, box):
    desk.keyboard.type("{{concil")
    expect(facts(desk).first).to_contain_text("30 giorni")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Control+z")
    expect(box).to_have_value("Entro {{concil")


def test_several_words_and_the_arrows_choose(desk, box):
    desk.keyboard.type("{{dopo il rec")
    expect(facts(desk).first).to_contain_text("15 giorni")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(box).to_have_value("Entro {{fatto:recesso-rimborso|lettere}}")


def test_after_the_bar_come_the_ways_to_say_the_fact_of_that_name(desk, box):
    desk.keyboard.type("{{fatto:recesso|")
    expect(facts(desk).filter(has_text="Rimborso")).to_have_count(0)
    expect(facts(desk).filter(has_text="quattordici")).not_to_have_count(0)


def test_the_button_shows_them_all_and_a_press_chooses(desk, box):
    desk.locator("#sections-0").get_by_role("button", name="Fatto", exact=True).click()
    expect(facts(desk)).to_have_count(3)
    assert not faults(desk)
    facts(desk).filter(has_text="Conciliazione").click()
    expect(box).to_have_value("Entro {{fatto:conciliazione|giorni}}")


def test_nothing_opens_for_words_that_no_fact_has_and_escape_closes(desk, box):
    desk.keyboard.type("{{recesso")
    expect(facts(desk)).to_have_count(2)
    desk.keyboard.press("Escape")
    expect(facts(desk)).to_have_count(0)
    desk.keyboard.type(" zzz")
    expect(box).to_have_value("Entro {{recesso zzz")
    expect(facts(desk)).to_have_count(0)


def test_a_box_that_takes_no_facts_offers_none(desk, live_server):
    desk.goto(f"{live_server.url}/admin/guides/author/add/")
    box = desk.locator(".markdownx-editor").first
    box.scroll_into_view_if_needed()
    expect(desk.get_by_role("button", name="Grassetto").first).to_be_visible()
    expect(desk.get_by_role("button", name="Fatto", exact=True)).to_have_count(0)
    box.press_sequentially("{{rec")
    desk.wait_for_timeout(400)
    expect(desk.locator(".facts")).to_have_count(0)
