"""Sections put in order in a browser: a section goes with its subsections, and cuts none in two."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import open_guide, save_and_stay, sign_in
from tests.factories import a_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECTIONS = [("A", 1), ("a1", 2), ("a2", 2), ("B", 1), ("C", 1), ("c1", 2), ("D", 1)]
AS_THEY_WERE = [title for title, _ in SECTIONS]


@pytest.fixture
def guide():
    return a_guide(sections=[{"title": title, "level": level} for title, level in SECTIONS])


@pytest.fixture
def desk(page: Page, live_server, editor, guide) -> Page:
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    return page


def shown(desk: Page) -> list[str]:
    return desk.locator("#sections-group .row-toggle").all_inner_texts()


def saved(guide) -> list[str]:
    return list(guide.sections.values_list("title", flat=True))


def row(desk: Page, title: str):
    toggle = desk.get_by_role("button", name=title, exact=True)
    return desk.locator("#sections-group .inline-related").filter(has=toggle)


def drag(desk: Page, title: str, onto: str, *, part: float = 0.5, drop: bool = True) -> None:
    """Take a section by its handle, go slowly to a part of another's height (0 its top), let go."""
    desk.evaluate("document.querySelector('#sections-group').scrollIntoView()")
    handle = row(desk, title).locator(".drag-handle").bounding_box()
    desk.mouse.move(handle["x"] + 5, handle["y"] + 5)
    desk.mouse.down()
    for _ in range(3):  # what it passes makes room: go where the other stands now
        box = row(desk, onto).bounding_box()
        desk.mouse.move(box["x"] + 40, box["y"] + part * box["height"], steps=8)
    if drop:
        desk.mouse.up()


ABOVE, BELOW = 0.05, 0.95


@pytest.mark.parametrize(
    ("title", "onto", "part", "order"),
    [
        ("D", "A", ABOVE, "D A a1 a2 B C c1"),
        ("C", "A", ABOVE, "C c1 A a1 a2 B D"),
        ("A", "D", BELOW, "B C c1 D A a1 a2"),
        ("A", "B", BELOW, "B A a1 a2 C c1 D"),
        ("A", "c1", BELOW, "B C c1 A a1 a2 D"),
        ("B", "a2", ABOVE, "A a1 a2 B C c1 D"),  # never between a section and its own
        ("D", "c1", ABOVE, "A a1 a2 B C c1 D"),
        ("C", "B", ABOVE, "A a1 a2 C c1 B D"),
        ("a1", "B", BELOW, "A a2 B a1 C c1 D"),
        ("a1", "a2", BELOW, "A a2 a1 B C c1 D"),
        ("c1", "A", BELOW, "A c1 a1 a2 B C D"),
        ("a2", "A", ABOVE, "A a2 a1 B C c1 D"),  # the first is never a subsection
    ],
)
def test_a_dragged_section_takes_along_its_own_and_no_other(desk, guide, title, onto, part, order):
    drag(desk, title, onto, part=part)
    assert shown(desk) == order.split()
    save_and_stay(desk)
    assert saved(guide) == order.split() == shown(desk)


def test_up_and_down_again_in_one_drag_scatters_nothing(desk, guide):
    drag(desk, "B", "D", part=BELOW, drop=False)
    for title in ("A", "D", "a2", "c1", "A"):
        box = row(desk, title).bounding_box()
        desk.mouse.move(box["x"] + 40, box["y"] + 2, steps=10)
    desk.mouse.up()
    assert shown(desk) == ["B", "A", "a1", "a2", "C", "c1", "D"]
    expect(desk.locator("#sections-group .row-news")).to_have_text("«B» ora è al posto 1 di 7.")
    save_and_stay(desk)
    assert saved(guide) == ["B", "A", "a1", "a2", "C", "c1", "D"]


def test_escape_gives_up_a_drag(desk):
    drag(desk, "A", "D", part=BELOW, drop=False)
    desk.keyboard.press("Escape")
    desk.mouse.up()
    assert shown(desk) == AS_THEY_WERE
    expect(desk.locator("#sections-group .row-undo")).to_be_hidden()


def test_moves_are_undone_one_by_one(desk, guide):
    drag(desk, "A", "D", part=BELOW)
    desk.get_by_role("button", name="Sposta su: D", exact=True).click()
    undo = desk.locator("#sections-group").get_by_role("button", name="Annulla lo spostamento")
    undo.click()
    assert shown(desk) == ["B", "C", "c1", "D", "A", "a1", "a2"]
    undo.click()
    assert shown(desk) == AS_THEY_WERE
    news = desk.locator("#sections-group .row-news")
    expect(news).to_have_text("Spostamento annullato: «A» è di nuovo al posto 1.")
    expect(undo).to_be_hidden()
    save_and_stay(desk)
    assert saved(guide) == AS_THEY_WERE


def test_a_number_brings_the_last_of_forty_sections_to_the_top(page, live_server, editor):
    guide = a_guide(sections=[{"title": f"S{n}"} for n in range(1, 41)])
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    box = page.get_by_label("Posto di «S40», di 40")
    box.focus()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    assert shown(page)[:3] == ["S40", "S1", "S2"]
    news = page.locator("#sections-group .row-news")
    expect(news).to_have_text("«S40» ora è al posto 1 di 40.")
    expect(news).to_be_in_viewport()
    expect(page.get_by_label("Posto di «S40», di 40")).to_be_focused()
    save_and_stay(page)
    assert saved(guide)[:3] == ["S40", "S1", "S2"]


def test_a_number_that_is_none_moves_nothing_and_saves_nothing(desk, guide):
    for typed in ("abc", "", "0", "-3", "1.5"):
        box = desk.get_by_label("Posto di «A», di 7")
        box.fill(typed)
        box.press("Enter")
        expect(box).to_have_value("1")
    assert shown(desk) == AS_THEY_WERE
    box = desk.get_by_label("Posto di «A», di 7")
    box.fill("999")
    box.press("Enter")
    assert shown(desk) == ["B", "C", "c1", "D", "A", "a1", "a2"]


def test_a_number_works_by_touch(browser, live_server, editor, guide):
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    page.get_by_label("Posto di «D», di 7").tap()
    page.keyboard.type("4")
    page.get_by_role("heading", name="Le sezioni").tap()  # elsewhere: the box is left
    assert shown(page) == ["A", "a1", "a2", "D", "B", "C", "c1"]
    context.close()


FOUR_YEARS_AGO = """
  for (const name of ["at", "findLast", "toSorted", "toReversed"]) delete Array.prototype[name];
  delete Object.groupBy;
  for (const root of [Document.prototype, Element.prototype]) {
    for (const name of ["querySelector", "querySelectorAll", "matches", "closest"]) {
      const todays = root[name];
      if (todays) root[name] = function (selector) {
        if (selector.includes(":has(")) throw new DOMException("not valid", "SyntaxError");
        return todays.call(this, selector);
      };
    }
  }
"""


def test_a_browser_of_four_years_ago_has_the_outline_and_every_way_to_move(
    page, live_server, editor, guide
):
    page.add_init_script(FOUR_YEARS_AGO)
    sign_in(page, live_server, editor)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_guide(page, live_server, guide)
    page.get_by_role("button", name="Sposta giù: A", exact=True).click()
    assert shown(page) == ["B", "A", "a1", "a2", "C", "c1", "D"]
    drag(page, "D", "B", part=ABOVE)
    assert shown(page)[:2] == ["D", "B"]
    page.get_by_role("button", name="Apri tutte").click()
    expect(page.locator("#id_sections-0-body")).to_be_visible()
    save_and_stay(page)
    assert saved(guide) == ["D", "B", "A", "a1", "a2", "C", "c1"]
    assert not errors
