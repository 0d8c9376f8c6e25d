"""A session that ends, a tab that crashes: what was typed is offered back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import open_guide, save_and_stay, sign_in
from tests.factories import a_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guide():
    return a_guide(sections=[{"title": "Uno", "body": "uno"}])


@pytest.fixture
def desk(page: Page, live_server, editor, guide) -> Page:
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    return page


def write(page: Page, text: str) -> None:
    page.get_by_role("button", name="Uno", exact=True).click()
    page.locator("#id_sections-0-body").fill(text)
    page.wait_for_function("key => localStorage.getItem(key)", arg=kept(page))


def kept(page: Page) -> str:
    return "non-salvato:" + page.evaluate("location.pathname")


def test_text_in_a_tab_that_closed_is_offered_back_and_restored(desk, live_server, guide):
    write(desk, "parole lunghe")
    desk.get_by_role("button", name="Aggiungi una sezione").click()
    desk.keyboard.type("Nuova mai salvata")
    said = "key => localStorage.getItem(key).includes('Nuova mai salvata')"
    desk.wait_for_function(said, arg=kept(desk))
    browser = desk.context
    desk.close()
    again = browser.new_page()
    open_guide(again, live_server, guide)
    expect(again.locator(".unsaved")).to_contain_text("Hai del testo non salvato del")
    expect(again.locator("#id_sections-0-body")).to_have_value("uno")
    again.get_by_role("button", name="Ripristina").click()
    expect(again.locator("#id_sections-0-body")).to_have_value("parole lunghe")
    expect(again.locator("#id_sections-1-title")).to_have_value("Nuova mai salvata")
    save_and_stay(again)
    assert list(guide.sections.values_list("body", "title")) == [
        *(("parole lunghe", "Uno"), ("", "Nuova mai salvata")),
    ]
    open_guide(again, live_server, guide)
    expect(again.locator(".unsaved")).to_have_count(0)


def test_text_is_offered_back_after_a_session_that_ended_at_the_save(desk, editor):
    write(desk, "scritto per un’ora")
    desk.context.clear_cookies()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Salva", exact=True).first.click()
    desk.context.clear_cookies()
    desk.goto(desk.url.partition("#")[0])
    desk.fill("#id_username", editor.get_username())
    desk.fill("#id_password", "x")  # as in the `editor` fixture
    desk.click("input[type=submit]")
    desk.get_by_role("button", name="Ripristina").click()
    expect(desk.locator("#id_sections-0-body")).to_have_value("scritto per un’ora")


def test_thrown_away_text_is_not_offered_again(desk, live_server, guide):
    write(desk, "da buttare")
    open_guide(desk, live_server, guide)
    desk.get_by_role("button", name="Scarta").click()
    expect(desk.locator(".unsaved")).to_contain_text("scartato")
    open_guide(desk, live_server, guide)
    expect(desk.locator(".unsaved")).to_have_count(0)


def test_a_successful_save_leaves_nothing_behind(desk):
    write(desk, "salvato")
    save_and_stay(desk)
    assert desk.evaluate("key => localStorage.getItem(key)", kept(desk)) is None


def test_a_save_that_came_back_with_an_error_is_still_kept(desk, live_server, guide):
    write(desk, "tengo questo")
    desk.fill("#id_title", "")
    desk.get_by_role("button", name="Salva", exact=True).first.click()
    expect(desk.locator(".errornote").first).to_be_visible()
    open_guide(desk, live_server, guide)
    desk.get_by_role("button", name="Ripristina").click()
    expect(desk.locator("#id_sections-0-body")).to_have_value("tengo questo")
