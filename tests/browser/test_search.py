"""The search box in a browser: suggestions by keyboard, pointer and screen reader, and without."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from guides.questions.models import Counts, SearchQuestion
from tests.browser.axe import faults
from tests.browser.desk import save_and_stay, sign_in
from tests.factories import a_live_guide, a_topic
from tests.patience import soon

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server):
    a_live_guide(
        title="Pacchi",
        slug="pacchi",
        sections=[
            {"title": "Il pacco non arriva", "body": "Chiama il corriere."},
            {"title": "Il pacco è rotto", "body": "Fai una foto al pacco."},
        ],
    )
    return live_server.url + "/cerca/"


@pytest.fixture
def box(page, address):
    page.goto(address)
    return page.get_by_role("combobox", name="Che cosa ti è successo?")


def suggestions(page):
    return page.get_by_role("option")


def test_suggestions_are_a_list_that_says_how_many_they_are(page, box):
    box.press_sequentially("pac")
    expect(suggestions(page)).to_have_count(3)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("3 suggerimenti: freccia giù per leggerli.")
    assert page.get_by_role("listbox", name="Suggerimenti").get_attribute("id") == (
        box.get_attribute("aria-controls")
    )


def test_a_site_that_was_busy_is_asked_once_more(page, box):
    page.route("**/cerca.json*", lambda route: route.fulfill(status=503), times=1)
    box.press_sequentially("pac")
    expect(suggestions(page)).to_have_count(3)


def test_the_keyboard_walks_the_list_and_opens_the_section(page, box):
    box.press_sequentially("pacco rotto")
    expect(suggestions(page).first).to_contain_text("Il pacco è rotto")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Il pacco è rotto")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).not_to_contain_text("rotto")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/pacchi/#il-pacco-e-rotto")


def tree(page) -> list[dict]:
    """What a screen reader is given, node after node."""
    client = page.context.new_cdp_session(page)
    return client.send("Accessibility.getFullAXTree")["nodes"]


def with_role(nodes: list[dict], role: str) -> list[dict]:
    return [n for n in nodes if not n["ignored"] and n.get("role", {}).get("value") == role]


def properties(node: dict) -> dict:
    return {each["name"]: each["value"].get("value") for each in node.get("properties", [])}


def test_a_screen_reader_is_given_the_box_its_list_and_the_chosen_option(page, box):
    (closed,) = with_role(tree(page), "combobox")
    assert closed["name"]["value"] == "Che cosa ti è successo?"
    assert properties(closed)["expanded"] is False
    box.press_sequentially("pacco rotto")
    expect(suggestions(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    nodes = tree(page)
    (opened,) = with_role(nodes, "combobox")
    assert properties(opened)["expanded"] is True
    assert properties(opened)["focused"] is True
    assert properties(opened)["autocomplete"] == "list"
    (options,) = with_role(nodes, "listbox")
    assert options["name"]["value"] == "Suggerimenti"
    first, *others = with_role(nodes, "option")
    assert "Il pacco è rotto" in first["name"]["value"]
    assert properties(first)["selected"] is True
    assert not any(properties(other)["selected"] for other in others)
    active = [p for p in opened["properties"] if p["name"] == "activedescendant"]
    pointed = active[0]["value"]["relatedNodes"][0]["backendDOMNodeId"]
    assert pointed == first["backendDOMNodeId"]


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft", "ArrowRight"])
def test_moving_in_the_words_leaves_the_list_open_and_nothing_chosen(page, box, key):
    box.press_sequentially("pacco")
    expect(suggestions(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press(key)
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    assert box.get_attribute("aria-activedescendant") is None
    expect(suggestions(page).first).to_be_visible()


def test_typing_on_after_choosing_searches_what_was_typed(page, box):
    box.press_sequentially("pacco")
    expect(suggestions(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("s")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Enter")
    page.wait_for_url("**/cerca/?q=paccos")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_fits_the_narrowest_screen_by_day_and_by_night(page, address, scheme):
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.get_by_role("combobox").press_sequentially("pacco")
    expect(suggestions(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not faults(page)


def test_a_hits_link_lands_with_its_heading_in_view_on_a_phone(page, address):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + "?q=rotto")
    page.get_by_role("link", name="Il pacco è rotto", exact=True).click()
    page.wait_for_url("**/guide/pacchi/#il-pacco-e-rotto")
    heading = page.get_by_role("heading", name="Il pacco è rotto")
    expect(heading).to_be_in_viewport(ratio=1)
    middle = "h => { const b = h.getBoundingClientRect(); return [b.x + b.width / 2, b.y + 8]; }"
    on_top = "([x, y]) => document.elementFromPoint(x, y).textContent"
    assert "Il pacco è rotto" in page.evaluate(on_top, heading.evaluate(middle))


@pytest.fixture
def many(live_server):
    """An address whose results have an answer with steps, facets, near pages, and none."""
    steps = "Fai presto.\n\n1. Guarda la prova.\n2. Chiedi ai vicini.\n3. Scrivi."
    a_live_guide(
        title="Il pacco non arriva",
        slug="pacco",
        topic=a_topic(name="Consegne", slug="consegne"),
        sections=[
            {"title": "Il pacco risulta consegnato", "body": steps},
            *({"title": f"Altro {n}", "body": "Il corriere e il pacco."} for n in range(12)),
        ],
    )
    a_live_guide(
        title="Il treno",
        topic=a_topic(name="Viaggi", slug="viaggi"),
        sections=[{"title": "Il pacco sul treno", "body": "Un pacco."}],
    )
    return live_server.url + "/cerca/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(
    "asked", ["pacco+risulta+consegnato", "disdetta+palestra+pacco+consegnato", "temu"]
)
def test_results_fit_and_have_nothing_to_mend(page, many, asked, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{many}?q={asked}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not faults(page)


def test_the_facets_stand_beside_the_results_where_there_is_room(page, many):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(many + "?q=pacco")
    beside = page.get_by_role("navigation", name="Restringi la ricerca").bounding_box()
    hits = page.locator(".hits").bounding_box()
    assert beside["x"] >= hits["x"] + hits["width"]
    assert beside["y"] < 900
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("link", name="Restringi la ricerca").click()
    expect(page.get_by_role("link", name="Viaggi (")).to_be_in_viewport()


def test_the_best_hit_shows_its_steps_and_leads_to_its_section(page, many):
    page.goto(many + "?q=pacco+risulta+consegnato")
    best = page.locator(".hit--best")
    expect(best.get_by_role("listitem")).to_have_count(3)
    best.get_by_role("link", name="Continua nella guida su «Il pacco risulta consegnato»").click()
    page.wait_for_url("**/guide/pacco/#il-pacco-risulta-consegnato")


def test_escape_closes_the_list_and_keeps_the_words(page, box):
    box.press_sequentially("pacco")
    expect(suggestions(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(suggestions(page)).to_have_count(0)
    expect(box).to_have_value("pacco")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_searches(page, box):
    box.press_sequentially("pacco")
    expect(suggestions(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cerca/?q=pacco")


def test_a_click_opens_the_section(page, box):
    box.press_sequentially("corriere")
    suggestions(page).first.click()
    page.wait_for_url("**/guide/pacchi/#il-pacco-non-arriva")


def test_leaving_the_box_closes_the_list(page, box):
    box.press_sequentially("pacco")
    expect(suggestions(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(suggestions(page)).to_have_count(0)


def test_the_open_list_has_nothing_to_mend(page, box):
    box.press_sequentially("pacco")
    expect(suggestions(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert not faults(page)


def test_the_suggestions_fit_in_five_kilobytes(page, address):
    with page.expect_response("**/suggestions.js") as script:
        page.goto(address)
    assert len(script.value.body()) <= 5 * 1024


def test_an_opened_hit_is_told_and_the_link_is_a_plain_one(page, address):
    page.goto(address + "?q=corriere")
    with page.expect_request("**/cerca/aperto/"):
        page.get_by_role("link", name="Il pacco non arriva").click()
    page.wait_for_url("**/guide/pacchi/#il-pacco-non-arriva")
    expect(page.get_by_role("heading", name="Il pacco non arriva")).to_be_in_viewport()
    assert soon(lambda: SearchQuestion.objects.counted().filter(text="corriere", opened=1).exists())
    assert not page.context.cookies()


def test_everything_works_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Che cosa ti è successo?").fill("corriere")
    page.get_by_role("button", name="Cerca").click()
    page.get_by_role("link", name="Il pacco non arriva").click()
    page.wait_for_url("**/guide/pacchi/#il-pacco-non-arriva")
    page.goto(address + "?q=zanzara")
    page.get_by_label("Che cosa cercavi").fill("zanzara in casa")
    page.get_by_role("button", name="Dillo alla redazione").click()
    page.get_by_role("button", name="Invia", exact=True).click()
    expect(page.get_by_role("heading", name="Grazie, lo abbiamo segnato")).to_be_visible()
    assert SearchQuestion.objects.get(text="zanzara in casa").told == 1
    context.close()


def test_one_click_at_the_desk_opens_a_section_with_the_readers_words(page, live_server, editor):
    guide = a_live_guide(title="La zanzara", sections=[{"title": "Punture", "body": "Fa male."}])
    happened = {"zanzara velenosa": Counts(asked=5, not_found=5)}
    SearchQuestion.objects.add_to_day(timezone.localdate(), happened)
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/guides/searchquestion/")
    page.get_by_role("link", name="Scrivi una sezione").click()
    added = page.locator("#sections-1")
    expect(added.locator("input[name$=problem]")).to_have_value("Zanzara velenosa")
    expect(added.locator("input[name$=title]")).to_be_visible()
    added.locator("input[name$=title]").fill("Velenosa o no")
    save_and_stay(page)
    written = guide.sections.get(title="Velenosa o no")
    assert written.problem == "Zanzara velenosa"
