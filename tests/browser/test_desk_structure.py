"""A guide taken apart and put together: split, joined, duplicated, words replaced everywhere."""

import pytest
from playwright.sync_api import Page, expect

from guides.guide.models import Guide
from tests.browser.desk import open_guide, save_and_stay, sign_in
from tests.factories import a_guide, a_live_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "Prima parte.\n\n# La seconda\n\nSeconda parte."


@pytest.fixture
def guide():
    sections = [
        {"title": "Uno", "problem": "Non va", "body": BODY},
        {"title": "Due", "problem": "Nemmeno", "body": "Testo di due."},
    ]
    return a_live_guide(title="Il modem", sections=sections)


@pytest.fixture
def desk(page: Page, live_server, editor, guide) -> Page:
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    page.get_by_role("button", name="Uno", exact=True).click()
    return page


def shown(guide) -> list[tuple]:
    return list(guide.sections.values_list("title", "problem", "body"))


def cursor_before(desk: Page, words: str) -> None:
    put = """([id, words]) => { const box = document.getElementById(id); box.focus();
        box.setSelectionRange(box.value.indexOf(words), box.value.indexOf(words)); }"""
    desk.evaluate(put, ["id_sections-0-body", words])


def test_a_section_is_split_at_the_cursor_and_the_first_half_stays_what_it_was(desk, guide):
    uids = list(guide.sections.values_list("uid", flat=True))
    cursor_before(desk, "# La seconda")
    desk.locator("#sections-0").get_by_role("button", name="Dividi al cursore").click()
    expect(desk.locator("#id_sections-2-title")).to_be_focused()
    save_and_stay(desk)
    assert shown(guide) == [
        ("Uno", "Non va", "Prima parte."),
        ("La seconda", "", "Seconda parte."),
        ("Due", "Nemmeno", "Testo di due."),
    ]
    now = list(guide.sections.values_list("uid", flat=True))
    assert [now[0], now[2]] == uids
    guide.publish(by=None)
    assert guide.live.sections.count() == 3


def test_a_split_that_is_taken_back_leaves_the_guide_as_it_was(desk, guide):
    before = shown(guide)
    cursor_before(desk, "# La seconda")
    desk.locator("#sections-0").get_by_role("button", name="Dividi al cursore").click()
    desk.get_by_role("button", name="Annulla", exact=True).click()
    expect(desk.locator("#id_sections-0-body")).to_have_value(BODY)
    save_and_stay(desk)
    assert shown(guide) == before


def test_two_sections_are_joined_and_the_first_stays_what_it_was(desk, guide):
    uid = guide.sections.first().uid
    desk.locator("#sections-0").get_by_role("button", name="Unisci alla successiva").click()
    save_and_stay(desk)
    assert shown(guide) == [("Uno", "Non va", f"{BODY}\n\n# Due\n\nTesto di due.")]
    assert guide.sections.get().uid == uid


def test_a_join_that_is_taken_back_leaves_the_guide_as_it_was(desk, guide):
    before = shown(guide)
    desk.locator("#sections-0").get_by_role("button", name="Unisci alla successiva").click()
    desk.get_by_role("button", name="Annulla", exact=True).click()
    save_and_stay(desk)
    assert shown(guide) == before


def test_a_split_half_is_joined_again_before_anything_is_saved(desk, guide):
    cursor_before(desk, "# La seconda")
    desk.locator("#sections-0").get_by_role("button", name="Dividi al cursore").click()
    desk.locator("#sections-0").get_by_role("button", name="Unisci alla successiva").click()
    save_and_stay(desk)
    assert shown(guide)[0] == ("Uno", "Non va", BODY)
    assert guide.sections.count() == 2


def test_words_are_counted_replaced_everywhere_and_put_back(desk, guide):
    desk.get_by_text("Trova e sostituisci nella guida").click()
    desk.get_by_label("Trova", exact=True).fill("PARTE")
    said = desk.locator(".replacing__said")
    expect(said).to_have_text("2 volte, in un campo.")
    desk.get_by_label("Sostituisci con").fill("metà $1")
    desk.get_by_role("button", name="Sostituisci tutte").click()
    expect(said).to_contain_text("Sostituite 2")
    body = desk.locator("#id_sections-0-body")
    expect(body).to_have_value(BODY.replace("parte", "metà $1"))
    desk.get_by_role("button", name="Annulla la sostituzione").click()
    expect(body).to_have_value(BODY)
    desk.get_by_label("Maiuscole e minuscole come le ho scritte").check()
    expect(said).to_have_text("Non c’è.")
    desk.get_by_label("Trova", exact=True).fill("Testo di")
    desk.get_by_role("button", name="Vai alla prossima").click()
    expect(desk.locator("#id_sections-1-body")).to_be_focused()


def test_closed_rows_say_what_they_lack(desk, live_server):
    body = "![descrivi l’immagine](/media/immagini/0123456789abcdef-1x1.webp)"
    open_guide(
        desk,
        live_server,
        a_guide(
            sections=[
                {"title": "Vuota"},
                {"title": "Con", "problem": "P", "body": body},
                {"title": "Sopra le altre"},
                {"title": "Sotto", "level": 2, "problem": "P", "body": "Testo."},
            ]
        ),
    )
    lacks = desk.locator("h3 .row-missing")
    expect(lacks).to_have_text(["senza problema, senza testo", "immagine da descrivere", "", ""])
    expect(desk.locator("#sources-group .row-missing")).to_contain_text("Nessuna fonte")


def test_a_guide_is_duplicated_and_what_was_not_saved_stays_where_it_was(
    desk, live_server, guide, editor
):
    desk.locator("#id_sections-0-body").fill("non salvato")
    desk.get_by_role("button", name="Duplica").click()
    expect(desk.locator("#id_title")).to_have_value("Copia di Il modem")
    assert Guide.objects.latest("pk").sections.first().body == BODY
    open_guide(desk, live_server, guide)
    expect(desk.locator(".unsaved")).to_contain_text("Hai del testo non salvato")


def test_on_a_phone_the_bar_is_low_sources_are_cards_and_the_list_says_the_state(
    desk, live_server, guide
):
    guide.sources.create(
        title="La legge", address="https://a.it/", publisher="Stato", consulted_on="2026-11-01"
    )
    desk.set_viewport_size({"width": 360, "height": 740})
    open_guide(desk, live_server, guide)
    assert desk.locator(".desk-bar").bounding_box()["height"] <= 56
    for name in ("title", "address", "publisher", "consulted_on"):
        box = desk.locator(f"#id_sources-0-{name}").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    desk.goto(f"{live_server.url}/admin/guides/guide/")
    state = desk.locator("#result_list .state").bounding_box()
    assert state["x"] + state["width"] <= 360
