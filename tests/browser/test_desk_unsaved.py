"""A session that ends, a tab that crashes: what was typed is offered back."""

import pytest
from playwright.sync_api import Page, expect

from guides.desk.kept import KeptText
from tests.browser.axe import faults
from tests.browser.desk import open_guide, save_and_stay, sign_in
from tests.factories import a_company, a_guide

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


def on_the_server(desk: Page, text: str, editor) -> None:
    """Waits until the server has it."""
    for _ in range(100):
        row = KeptText.objects.of(editor).first()
        if row and text in row.texts.values():
            return
        desk.wait_for_timeout(200)
    raise AssertionError(text)


def test_text_of_a_tab_that_was_killed_is_offered_back_on_another_machine(
    desk, browser, live_server, guide, editor, anna
):
    write(desk, "scritto per un’ora")
    on_the_server(desk, "scritto per un’ora", editor)
    desk.close()
    another = browser.new_context(locale="it-IT").new_page()
    sign_in(another, live_server, anna)
    open_guide(another, live_server, guide)
    another.wait_for_load_state("networkidle")
    expect(another.locator(".unsaved")).to_have_count(0)
    mine = browser.new_context(locale="it-IT").new_page()
    sign_in(mine, live_server, editor)
    open_guide(mine, live_server, guide)
    box = mine.locator(".unsaved")
    expect(box).to_contain_text("Hai del testo non salvato")
    box.get_by_text("Che cosa cambia").click()
    expect(box.locator("dt")).to_have_text("Testo in «Uno»")
    expect(box.locator("del")).to_contain_text("uno")
    expect(box.locator("ins")).to_contain_text("scritto per un’ora")
    mine.get_by_role("button", name="Ripristina").click()
    save_and_stay(mine)
    assert guide.sections.get().body == "scritto per un’ora"
    assert not KeptText.objects.exists()


def test_a_new_guide_is_kept_before_its_first_save(desk, browser, live_server, editor):
    desk.goto(f"{live_server.url}/admin/guides/guide/add/")
    desk.keyboard.type("Mai salvata")
    on_the_server(desk, "Mai salvata", editor)
    mine = browser.new_context(locale="it-IT").new_page()
    sign_in(mine, live_server, editor)
    mine.goto(f"{live_server.url}/admin/guides/guide/add/")
    mine.get_by_role("button", name="Ripristina").click()
    expect(mine.locator("#id_title")).to_have_value("Mai salvata")


def test_a_session_that_ended_while_writing_begins_again_within_the_page(desk, guide):
    write(desk, "scritto per un’ora")
    desk.context.clear_cookies()
    desk.locator("#id_sections-0-body").fill("e un’altra ancora")
    desk.get_by_role("button", name="Entra di nuovo").click()
    dialog = desk.get_by_role("dialog", name="Entra di nuovo")
    expect(dialog.get_by_label("Nome utente")).to_have_value("elena")
    desk.keyboard.type("sbagliata")
    desk.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    desk.keyboard.type("x")  # as in the `editor` fixture
    desk.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(desk.locator(".session-over")).to_have_count(0)
    expect(desk.locator("#id_sections-0-body")).to_have_value("e un’altra ancora")
    save_and_stay(desk)
    assert guide.sections.get().body == "e un’altra ancora"


def test_a_save_after_the_session_ended_asks_for_the_password_and_goes_on(desk, guide):
    write(desk, "scritto per un’ora")
    desk.context.clear_cookies()
    desk.get_by_role("button", name="Salva", exact=True).first.click()
    expect(desk.get_by_label("Password")).to_be_focused()
    desk.keyboard.type("x")  # as in the `editor` fixture
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert guide.sections.get().body == "scritto per un’ora"


def test_a_save_given_up_at_the_password_leaves_the_page_as_it_is(desk, guide):
    write(desk, "scritto per un’ora")
    desk.context.clear_cookies()
    desk.get_by_role("button", name="Salva", exact=True).first.click()
    desk.keyboard.press("Escape")
    expect(desk.locator("#id_sections-0-body")).to_have_value("scritto per un’ora")
    assert guide.sections.get().body == "uno"


def test_axe_finds_nothing_in_what_is_offered_and_in_the_dialogue(desk, live_server, guide, editor):
    write(desk, "scritto per un’ora")
    on_the_server(desk, "scritto per un’ora", editor)
    open_guide(desk, live_server, guide)
    desk.locator(".unsaved").get_by_text("Che cosa cambia").click()
    desk.get_by_text("Trova e sostituisci nella guida").click()
    assert faults(desk) == []
    desk.context.clear_cookies()
    desk.get_by_role("button", name="Salva", exact=True).first.click()
    expect(desk.get_by_label("Password")).to_be_focused()
    assert faults(desk) == []


def test_several_companies_chosen_and_not_saved_come_back_all(desk, live_server, guide):
    companies = [str(a_company().pk) for _ in range(3)]
    open_guide(desk, live_server, guide)
    desk.select_option("#id_other_companies", companies[1:])
    desk.wait_for_function("key => localStorage.getItem(key)", arg=kept(desk))
    open_guide(desk, live_server, guide)
    desk.get_by_role("button", name="Ripristina").click()
    expect(desk.locator("#id_other_companies")).to_have_values(companies[1:])


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
