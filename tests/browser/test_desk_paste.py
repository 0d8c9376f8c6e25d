"""Text pasted from word processors and pages becomes clean Markdown, in a real paste."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from guides.text import markdown
from tests.browser.desk import open_guide, save_and_stay, sign_in
from tests.factories import a_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASTED = Path(__file__).with_name("pasted")
SOURCES = ["word", "word_online", "google_docs", "libreoffice", "web_page"]
PLAIN = "Che cosa fare\r\nHai quattordici giorni per il recesso.\r\n"
CLEAN = """# Che cosa fare

Hai **quattordici giorni** per il *recesso*: leggi [la pagina del recesso](https://www.esempio.it/recesso?a=1&b=2).

- Prima voce
  - Voce interna
- Seconda voce

Poi:

1. Scrivi
2. Aspetta

| Che cosa | Quanto |
| --- | --- |
| Reclamo | 0 € |"""
COPY = """([html, plain]) => document.addEventListener('copy', event => {
    event.preventDefault();
    event.clipboardData.setData('text/html', html);
    event.clipboardData.setData('text/plain', plain);
  }, { once: true })"""


@pytest.fixture
def guide():
    return a_guide(sections=[{"title": "Uno", "body": ""}])


@pytest.fixture
def desk(page: Page, live_server, editor, guide) -> Page:
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    page.get_by_role("button", name="Uno", exact=True).click()
    return page


@pytest.fixture
def box(desk):
    return desk.locator("#id_sections-0-body")


def paste(desk: Page, box, html: str, plain: str = PLAIN) -> None:
    """The system's own clipboard, filled as another program fills it."""
    desk.evaluate(COPY, [html, plain])
    desk.locator("#id_title").select_text()
    desk.keyboard.press("Control+c")
    box.focus()
    desk.keyboard.press("Control+End")
    desk.keyboard.press("Control+v")


@pytest.mark.parametrize("source", SOURCES)
def test_bold_link_list_and_table_survive(desk, box, guide, source):
    paste(desk, box, (PASTED / f"{source}.html").read_text())
    expect(box).to_have_value(CLEAN)
    said = desk.locator("#sections-0 .markdownx-message")
    expect(said).to_contain_text("Un’immagine non è stata incollata")
    save_and_stay(desk)
    expect(desk.locator(".messagelist .warning")).to_have_count(0)
    assert markdown.problems(guide.sections.get().body) == []


def test_the_browsers_own_undo_takes_a_paste_back(desk, box):
    desk.evaluate("document.querySelector('#id_sections-0-body').focus()")
    desk.keyboard.type("Prima.")
    paste(desk, box, (PASTED / "word.html").read_text())
    expect(box).to_have_value(f"Prima.\n\n{CLEAN}")
    desk.keyboard.press("Control+z")
    expect(box).to_have_value("Prima.")


def test_pasted_again_as_text(desk, box):
    paste(desk, box, (PASTED / "google_docs.html").read_text())
    desk.get_by_role("button", name="Incolla come testo").click()
    expect(box).to_have_value("Che cosa fare\nHai quattordici giorni per il recesso.\n")
    expect(desk.get_by_role("button", name="Incolla come testo")).to_have_count(0)


def test_words_with_style_alone_are_pasted_as_they_are(desk, box):
    paste(desk, box, '<span style="color:red">let a = **b**</span>', "let a = **b**")
    expect(box).to_have_value("let a = **b**")


def test_a_link_in_a_line_stays_in_the_line(desk, box):
    box.fill("Vedi ")
    paste(desk, box, '<a href="https://www.esempio.it/">il sito [nuovo]</a>', "il sito [nuovo]")
    expect(box).to_have_value("Vedi [il sito \\[nuovo\\]](https://www.esempio.it/)")


def test_what_nobody_sees_is_not_pasted(desk, box, guide):
    paste(desk, box, "", "recla\u00admo e\u200b re\ufeffso")
    expect(box).to_have_value("reclamo e reso")


def test_cells_with_lists_bars_and_paragraphs_stay_cells(desk, box):
    table = """<table><tr><th>A</th><th>B</th></tr><tr><td><p>uno</p><p>due | tre</p></td>
        <td><ul><li>x</li><li>y</li></ul></td></tr></table>"""
    paste(desk, box, table)
    rows = "| A | B |\n| --- | --- |\n| uno due \\| tre | x; y |"
    expect(box).to_have_value(rows)


def test_breaks_between_words_stay_and_two_in_a_row_make_a_paragraph(desk, box):
    paste(desk, box, "<p><b>Uno</b><br>due<br><br>tre<br></p>")
    expect(box).to_have_value("**Uno**\\\ndue\n\ntre")


def test_a_very_long_paste_is_not_typed_line_by_line(desk, box):
    """Chromium would hold the page still for as long as the square of its lines."""
    desk.evaluate(
        """() => { window.typed = [];
             document.execCommand = (act, ui, text) => {
             window.typed.push((text ?? "").split("\\n").length); return true; }; }"""
    )
    paste(desk, box, "<p>Ciao <b>mondo</b></p>" * 1000, "Ciao mondo\n" * 1000)
    expect(desk.locator(".paste-as-text")).to_be_visible()
    assert max(desk.evaluate("window.typed"), default=0) < 1000
    assert box.input_value().count("Ciao **mondo**") == 1000
