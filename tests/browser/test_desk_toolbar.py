"""The toolbar over a Markdown box, its keys, the link chooser, the preview."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.desk import open_guide, sign_in
from tests.factories import a_guide, a_live_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guide():
    return a_guide(sections=[{"title": "Uno", "body": "parola"}])


@pytest.fixture
def desk(page: Page, live_server, editor, guide) -> Page:
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    page.get_by_role("button", name="Uno", exact=True).click()
    return page


@pytest.fixture
def box(desk):
    return desk.locator("#id_sections-0-body")


def tool(desk: Page, name: str):
    return desk.locator("#sections-0").get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Grassetto", "**parola**"),
        ("Corsivo", "_parola_"),
        ("• Elenco", "- parola"),
        ("1. Passi", "1. parola"),
        ("Attenzione", "::: attenzione\nparola\n:::"),
        ("Consiglio", "::: consiglio\nparola\n:::"),
        ("Scadenza", "::: scadenza\nparola\n:::"),
        ("Tabella", "| Titolo | Titolo |\n|---|---|\n| Cella | Cella |\n| Cella | Cella |"),
    ],
)
def test_every_button_writes_and_the_browsers_own_undo_takes_it_back(desk, box, name, written):
    box.select_text()
    tool(desk, name).click()
    expect(box).to_have_value(written)
    expect(box).to_be_focused()
    desk.keyboard.press("Control+z")
    expect(box).to_have_value("parola")


def test_the_toolbar_is_one_stop_of_the_tab_key_and_the_arrows_walk_in_it(desk, box):
    box.focus()
    desk.keyboard.press("Shift+Tab")
    expect(tool(desk, "Grassetto")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    expect(tool(desk, "Corsivo")).to_be_focused()
    desk.keyboard.press("End")
    expect(tool(desk, "Immagine")).to_be_focused()
    desk.keyboard.press("Tab")
    expect(box).to_be_focused()
    box.select_text()
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Home")
    desk.keyboard.press("Enter")
    expect(box).to_have_value("**parola**")


def test_the_keys_do_what_the_buttons_do_and_one_saves_the_page(desk, box, guide):
    box.select_text()
    desk.keyboard.press("Control+b")
    expect(box).to_have_value("**parola**")
    box.select_text()
    desk.keyboard.press("Control+i")
    expect(box).to_have_value("_**parola**_")
    with desk.expect_navigation():
        desk.keyboard.press("Control+s")
    assert guide.sections.get().body == "_**parola**_"


def test_a_link_is_found_by_words_and_inserted_by_the_keyboard_alone(desk, box):
    target = a_live_guide(title="Il rimborso del volo", slug="volo")
    box.select_text()
    desk.keyboard.press("Control+k")
    expect(desk.locator("#chooser-words")).to_be_focused()
    desk.keyboard.type("rimborso volo")
    expect(desk.locator("#chooser-list li").first).to_contain_text("Il rimborso del volo")
    assert desk.evaluate(
        "document.activeElement.getAttribute('aria-activedescendant')"
        " === document.querySelector('[role=option][aria-selected=true]').id"
    )
    desk.keyboard.press("Enter")
    expect(box).to_have_value(f"[parola](guida:{target.pk})")
    expect(box).to_be_focused()
    preview = desk.locator("#sections-0 .markdownx-preview a")
    expect(preview).to_have_attribute("href", "/guide/volo/")
    desk.keyboard.press("Control+z")
    expect(box).to_have_value("parola")


def test_enter_pressed_at_once_waits_for_what_was_typed(desk, box):
    target = a_live_guide(title="Il rimborso del volo", slug="volo")
    box.select_text()
    desk.keyboard.press("Control+k")
    expect(desk.locator("#chooser-list li").first).to_contain_text("Tutte le guide")
    desk.keyboard.type("rimborso volo")
    desk.keyboard.press("Enter")
    expect(box).to_have_value(f"[parola](guida:{target.pk})")


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("www.esempio.it/pagina", "https://www.esempio.it/pagina"),
        ("http://esempio.it", "https://esempio.it"),
        ("aiuto@esempio.it", "mailto:aiuto@esempio.it"),
    ],
)
def test_an_address_that_is_typed_is_completed(desk, box, typed, leads):
    box.select_text()
    tool(desk, "Link").click()
    desk.keyboard.type(typed)
    desk.keyboard.press("Enter")
    expect(box).to_have_value(f"[parola]({leads})")


def test_a_link_given_up_leaves_the_text_and_the_selection_as_they_were(desk, box):
    box.select_text()
    tool(desk, "Link").click()
    desk.keyboard.press("Escape")
    expect(box).to_be_focused()
    desk.keyboard.type("altro")
    expect(box).to_have_value("altro")


def test_words_and_time_stand_below_the_box(desk, box):
    box.fill("**Una** [parola](https://www.esempio.it/) " + "e basta " * 300)
    expect(desk.locator("#sections-0 .markdownx-count")).to_have_text(
        "602 parole, circa 3 minuti di lettura"
    )


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_the_preview_wears_the_pages_own_clothes(desk, box, live_server, editor, ground):
    desk.emulate_media(color_scheme=ground)
    box.fill("Testo.\n\n1. Primo\n2. Secondo\n\n::: scadenza\nDomani.\n:::")
    preview = desk.locator("#sections-0 .markdownx-preview .callout")
    expect(preview).to_be_visible()
    style = """e => { const s = getComputedStyle(e);
        return [s.backgroundColor, s.borderInlineStartColor, s.color, s.fontFamily] }"""
    here = preview.evaluate(style)
    number = "e => getComputedStyle(e, '::before').content"
    steps = desk.locator("#sections-0 .markdownx-preview ol > li").first.evaluate(number)
    live = a_live_guide(
        sections=[{"title": "Uno", "body": "1. Primo\n\n::: scadenza\nDomani.\n:::"}]
    )
    desk.goto(f"{live_server.url}{live.get_absolute_url()}")
    assert desk.locator(".callout").first.evaluate(style) == here
    assert desk.locator(".prose ol > li").first.evaluate(number) == steps


def test_on_a_phone_the_toolbar_stays_in_one_row_of_fingers_size(desk, box):
    desk.set_viewport_size({"width": 360, "height": 740})
    boxes = [t.bounding_box() for t in desk.locator("#sections-0 .tool").all()]
    assert len({round(each["y"]) for each in boxes}) == 1
    assert all(each["height"] >= 24 and each["width"] >= 24 for each in boxes)
    assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_axe_finds_nothing_in_the_editor_and_in_the_chooser(desk, box):
    assert faults(desk) == []
    tool(desk, "Link").click()
    expect(desk.locator("#chooser-list li").first).to_be_visible()
    assert faults(desk) == []
