"""Publishing from where one is: so many clicks, keys and pages, and the result in view."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.desk import ask_to_publish, open_guide, sign_in
from tests.factories import a_guide, a_live_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH_SCREENS = pytest.mark.parametrize("size", [(1440, 900), (360, 640)])


class Hand:
    """Counts what the editor's hand does, from a page that is open."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.loads = page, 0, 0
        page.on("load", self._loaded)

    def _loaded(self, page) -> None:
        self.loads += 1

    def click(self, place, **how) -> None:
        self.clicks += 1
        place.click(**how)

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))


@pytest.fixture
def desk(page, live_server, editor):
    sign_in(page, live_server, editor)
    return page


def in_view(page: Page, sentence: str) -> None:
    message = page.locator("#esito", has_text=sentence)
    expect(message).to_be_visible()
    page.wait_for_load_state("load")
    line = page.locator("#esito :is(li, .schedule)", has_text=sentence).first.bounding_box()
    assert line["y"] >= 0
    assert line["y"] + line["height"] <= page.viewport_size["height"]
    bar = page.locator(".desk-bar").bounding_box()
    assert bar["y"] >= 0
    first = page.locator("#esito :is(li, .schedule)").first.bounding_box()
    assert first["y"] >= bar["y"] + bar["height"] - 1  # what was said first is not under the bar
    assert bar["y"] + bar["height"] <= page.viewport_size["height"]
    assert page.locator("#esito").bounding_box()["y"] >= bar["y"] + bar["height"] - 1


@BOTH_SCREENS
def test_that_nothing_was_saved_is_said_below_the_bar_and_not_under_it(desk, live_server, size):
    desk.set_viewport_size({"width": size[0], "height": size[1]})
    open_guide(desk, live_server, a_live_guide())
    desk.locator("#id_title").fill("")
    ask_to_publish(desk)
    desk.get_by_role("button", name="Pubblica adesso", exact=True).click()
    error = desk.locator(".errornote")
    expect(error).to_be_in_viewport()
    desk.wait_for_load_state("load")
    bar = desk.locator(".desk-bar").bounding_box()
    assert error.bounding_box()["y"] >= bar["y"] + bar["height"] - 1


@BOTH_SCREENS
def test_one_word_is_corrected_and_published(desk, live_server, size):
    desk.set_viewport_size({"width": size[0], "height": size[1]})
    body = "Aspetta sei giorni, poi scrivi."
    sections = [{"title": f"S{n}", "body": body if n == 7 else "Testo."} for n in range(12)]
    guide = a_live_guide(sections=sections)
    desk.goto(f"{live_server.url}/admin/guides/guide/?q=sei+giorni")
    desk.get_by_role("link", name=guide.title).click()  # found where the word is: open, in view
    box = desk.locator("#id_sections-7-body")
    expect(box).to_be_in_viewport()
    desk.wait_for_load_state("load")
    hand = Hand(desk)
    hand.click(box)
    box.fill(body.replace("sei", "otto"))
    hand.button("Pubblica…")
    expect(desk.locator(".asked")).to_contain_text("Sezione «S7»: testo")
    hand.button("Pubblica adesso")
    in_view(desk, "i lettori la vedono da ora")
    assert (hand.clicks, hand.loads) <= (3, 1)
    guide.refresh_from_db()
    assert "otto giorni" in guide.live.sections.get(title="S7").body_markdown


@BOTH_SCREENS
def test_a_change_is_scheduled_and_taken_back(desk, live_server, size):
    desk.set_viewport_size({"width": size[0], "height": size[1]})
    guide = a_live_guide(summary="Prima.")
    open_guide(desk, live_server, guide)
    desk.wait_for_load_state("load")
    hand = Hand(desk)
    hand.click(desk.locator("#id_summary"))
    desk.fill("#id_summary", "Dopo.")
    hand.button("Pubblica…")
    expect(desk.locator(".asked")).to_contain_text("In cima: sommario")
    hand.click(desk.get_by_text("Programma…", exact=True))
    desk.fill("#publish_at", "2027-12-03T09:00")
    hand.button("Salva e programma")
    in_view(desk, "online dal 3 dicembre 2027 alle 9:00")
    hand.button("Annulla la pubblicazione programmata")
    in_view(desk, "Annullata: non succede più niente da solo.")
    assert hand.clicks <= 6
    assert hand.loads <= 2
    guide.refresh_from_db()
    assert (guide.live.summary, guide.summary) == ("Prima.", "Dopo.")


def test_the_older_of_two_versions_is_compared_and_restored(desk, live_server):
    guide = a_live_guide(summary="La prima.")
    guide.summary = "La seconda."
    guide.save()
    guide.revise()
    guide.publish(by=None)
    open_guide(desk, live_server, guide)
    desk.wait_for_load_state("load")
    hand = Hand(desk)
    hand.click(desk.locator("summary", has_text="Le edizioni pubblicate"))
    hand.click(desk.get_by_role("link", name="Confronta con la bozza e ripristina").last)
    expect(desk.locator("del", has_text="seconda").or_(desk.locator("ins", has_text="seconda")).first).to_be_visible()  # fmt: skip # noqa: E501
    hand.click(desk.get_by_role("button", name="Ripristina").first)
    in_view(desk, "Ora la bozza dice quello che diceva la 1ª edizione")
    assert hand.clicks <= 4
    assert hand.loads <= 2
    guide.refresh_from_db()
    assert guide.summary == "La prima."


@BOTH_SCREENS
def test_what_stands_in_the_way_is_one_click_away(desk, live_server, size):
    desk.set_viewport_size({"width": size[0], "height": size[1]})
    picture = "![](/media/immagini/a-1x1.webp)"
    sections = [{"title": f"S{n}", "body": picture if n == 9 else "x"} for n in range(10)]
    open_guide(desk, live_server, a_guide(sections=sections))
    ask_to_publish(desk)
    expect(desk.get_by_role("button", name="Pubblica adesso")).to_be_visible()
    assert not faults(desk)
    desk.locator(".asked").get_by_role("link", name="senza testo alternativo").click()
    expect(desk.locator("dialog[open]")).to_have_count(0)
    expect(desk.locator("#id_sections-9-body")).to_be_focused()
    expect(desk.locator("#id_sections-9-body")).to_be_in_viewport()


def test_what_was_typed_before_the_window_is_closed_stays(desk, live_server):
    open_guide(desk, live_server, a_guide())
    desk.fill("#id_title", "Non ancora")
    ask_to_publish(desk)
    desk.fill("#note", "Perché sì")
    desk.get_by_role("button", name="Torna a scrivere").click()
    expect(desk.get_by_role("button", name="Pubblica…")).to_be_focused()
    expect(desk.locator("#id_title")).to_have_value("Non ancora")
    expect(desk.locator("#pubblicazione #note")).to_have_value("Perché sì")


def test_without_a_script_the_bar_leads_to_the_foot_and_back_to_the_bar(page, live_server, editor):
    page = page.context.browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server, editor)
    guide = a_guide(sections=[{"title": f"S{n}", "body": "Testo."} for n in range(12)])
    open_guide(page, live_server, guide)
    page.get_by_role("link", name="Pubblica…").click()
    page.get_by_role("button", name="Pubblica adesso").click()
    in_view(page, "i lettori la vedono da ora")
