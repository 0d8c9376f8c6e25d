"""Writing a guide's sections in a browser: added, previewed, illustrated, put in order."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import open_guide, save_and_stay, sign_in
from tests.factories import a_guide
from tests.uploads.pictures import a_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guide():
    titles = ("Uno", "Due", "Tre")
    return a_guide(sections=[{"title": title, "body": f"Testo di {title}"} for title in titles])


@pytest.fixture
def desk(page: Page, live_server, editor, guide) -> Page:
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    return page


def titles(guide) -> list[str]:
    return list(guide.sections.values_list("title", flat=True))


def row(page: Page, title: str):
    toggle = page.get_by_role("button", name=title, exact=True)
    return page.locator(".inline-related").filter(has=toggle)


def test_the_preview_follows_what_is_written(desk):
    desk.get_by_role("button", name="Due", exact=True).click()
    box = row(desk, "Due").locator(".markdownx")
    expect(box.locator(".markdownx-preview")).to_have_text("Testo di Due")
    box.locator("textarea").fill("Ora **grassetto**\n\n::: attenzione\nOcchio\n:::")
    expect(box.locator(".markdownx-preview strong")).to_have_text("grassetto")
    expect(box.locator(".markdownx-preview .callout")).to_contain_text("Occhio")


def test_a_section_just_added_has_a_preview_that_works_and_is_saved_last(desk, guide):
    desk.get_by_role("button", name="Aggiungi una sezione").click()
    added = desk.locator("#sections-3")
    expect(added.locator("input[name$=title]")).to_be_focused()
    desk.keyboard.type("Nuova")
    added.locator("textarea").fill("*corsivo*")
    expect(added.locator(".markdownx-preview em")).to_have_text("corsivo")
    save_and_stay(desk)
    assert titles(guide) == ["Uno", "Due", "Tre", "Nuova"]
    assert guide.sections.last().body == "*corsivo*"


def test_the_preview_of_a_text_that_is_refused_says_why(desk):
    desk.get_by_role("button", name="Uno", exact=True).click()
    box = row(desk, "Uno").locator(".markdownx")
    box.locator("textarea").fill("a" * 60_000)
    expect(box.locator(".markdownx-preview")).to_contain_text("troppo lungo")


def test_tab_leaves_the_editor(desk):
    desk.get_by_role("button", name="Uno", exact=True).click()
    editor = row(desk, "Uno").locator("textarea")
    editor.focus()
    desk.keyboard.press("Tab")
    expect(editor).not_to_be_focused()
    expect(editor).to_have_value("Testo di Uno")


def test_a_dropped_picture_becomes_markdown_with_its_description_to_write(desk, guide):
    desk.get_by_role("button", name="Uno", exact=True).click()
    editor = row(desk, "Uno").locator("textarea")
    editor.fill("")
    drop(editor, "foto.png", a_picture())
    expect(editor).to_have_value(re.compile(r"^!\[descrivi l’immagine\]\(/media/immagini/.*\)$"))
    desk.keyboard.type("Un pacco bagnato")
    expect(editor).to_have_value(re.compile(r"^!\[Un pacco bagnato\]\("))
    expect(row(desk, "Uno").locator(".markdownx-preview img")).to_have_attribute("width", "60")


def test_what_is_not_a_picture_is_refused_beside_the_text_and_not_in_it(desk):
    desk.get_by_role("button", name="Uno", exact=True).click()
    editor = row(desk, "Uno").locator("textarea")
    drop(editor, "foto.png", b"<svg onload=alert(1)>")
    message = row(desk, "Uno").locator(".markdownx-message")
    expect(message).to_contain_text("servono PNG, JPEG, WebP, AVIF o HEIC")
    expect(editor).to_have_value("Testo di Uno")


def drop(editor, name: str, content: bytes) -> None:
    transfer = editor.page.evaluate_handle(
        """([name, bytes]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name, {type: "image/png"}));
            return transfer;
        }""",
        [name, list(content)],
    )
    editor.dispatch_event("drop", {"dataTransfer": transfer})


def test_sections_are_moved_with_buttons_and_the_move_is_announced(desk, guide):
    desk.get_by_role("button", name="Sposta su: Tre").click()
    expect(desk.locator("#sections-group .row-news")).to_have_text("«Tre» ora è al posto 2 di 3.")
    expect(desk.get_by_role("button", name="Sposta su: Tre")).to_be_focused()
    save_and_stay(desk)
    assert titles(guide) == ["Uno", "Tre", "Due"]


def test_sections_are_moved_with_the_keyboard_alone(desk, guide):
    desk.get_by_role("button", name="Uno", exact=True).focus()
    desk.keyboard.press("Alt+ArrowDown")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.get_by_role("button", name="Uno", exact=True)).to_be_focused()
    save_and_stay(desk)
    assert titles(guide) == ["Due", "Tre", "Uno"]


def test_sections_are_dragged(desk, guide):
    desk.locator("#sections-group .add-row").scroll_into_view_if_needed()
    handle = row(desk, "Tre").locator(".drag-handle").bounding_box()
    first = row(desk, "Uno").bounding_box()
    desk.mouse.move(handle["x"] + 5, handle["y"] + 5)
    desk.mouse.down()
    desk.mouse.move(first["x"] + 40, first["y"] + 30, steps=6)
    desk.mouse.move(first["x"] + 40, first["y"] + 4, steps=3)
    desk.mouse.up()
    expect(desk.locator("#sections-group .row-news")).to_have_text("«Tre» ora è al posto 1 di 3.")
    save_and_stay(desk)
    assert titles(guide) == ["Tre", "Uno", "Due"]


def test_a_section_moves_with_its_subsections(page, live_server, editor):
    sections = [("A", 1), ("a1", 2), ("B", 1), ("b1", 2), ("b2", 2)]
    guide = a_guide(sections=[{"title": title, "level": level} for title, level in sections])
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    page.get_by_role("button", name="Sposta su: B", exact=True).click()
    save_and_stay(page)
    assert titles(guide) == ["B", "b1", "b2", "A", "a1"]


def test_a_subsection_stands_further_in(desk):
    before = row(desk, "Due").bounding_box()["x"]
    desk.get_by_role("button", name="Due", exact=True).click()
    row(desk, "Due").locator("select[name$=level]").select_option("2")
    assert row(desk, "Due").bounding_box()["x"] > before


def test_a_new_section_taken_away_again_disturbs_no_other(desk, guide):
    desk.get_by_role("button", name="Aggiungi una sezione").click()
    desk.keyboard.type("Nuova")
    desk.get_by_role("button", name="Sposta su: Nuova").click()
    row(desk, "Nuova").get_by_role("button", name="Elimina", exact=True).click()
    desk.get_by_role("button", name="Sposta su: Tre").click()
    save_and_stay(desk)
    assert titles(guide) == ["Uno", "Tre", "Due"]
