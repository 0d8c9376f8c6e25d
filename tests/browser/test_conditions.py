"""Other settings and older browsers: large letters, forced colours, right to left, no sheets."""

import pytest
from playwright.sync_api import expect

from guides.comments.models import Comment
from guides.stories.models import Story
from tests.browser import kinds
from tests.browser.desk import sign_in
from tests.browser.test_accessibility import PAGES
from tests.browser.test_coming_back import because  # noqa: F401 - the fixture
from tests.factories import a_company, a_live_guide
from tests.solver.making import a_flow
from tests.voices import WORDS, a_story, public

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"
A_SLOW_LINE = """() => {
    const fetched = window.fetch;
    window.fetch = (...all) => new Promise((done) => setTimeout(() => done(fetched(...all)), 800));
}"""
STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CALLOUTS = "::: attenzione\nA\n:::\n\n::: consiglio\nB\n:::\n\n::: scadenza\nC\n:::\n"
DESK_PAGES = [
    "",
    "guides/guide/",
    "guides/guide/{guide}/change/",
    "guides/queueitem/",
    "guides/sectionvote/",
    "guides/company/{company}/change/",
    "guides/story/{story}/change/",
    "guides/flow/{flow}/change/",
    "guides/sitesettings/1/change/",
    "password_change/",
]


def too_wide_with_large_letters(page, address: str) -> list[str]:
    page.goto(address)
    page.evaluate(TWICE_AS_LARGE)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = []
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 800})
        if out := page.evaluate(STICKS_OUT):
            found.append(f"{address} sticks out {out} px at {width} px")
    return found


def test_every_kind_of_page_fits_a_phone_with_letters_twice_as_large(
    page, live_server, the_demo, editor
):
    mine = public(a_story(title="Rimborso straordinariamente lungo"), by=editor)
    more = [
        mine.get_absolute_url(),
        mine.private_path,
        "/argomenti/acquisti/",
        "/aziende/aliexpress/",
        *(place for place in kinds.addresses(editor) if "#" not in place),
    ]
    found = []
    for address in [*PAGES, *more]:
        found += too_wide_with_large_letters(page, live_server.url + address)
    page.goto(f"{live_server.url}/raccontaci-la-tua-storia/")
    page.get_by_role("button", name="Continua").click()
    page.get_by_role("alert").wait_for()
    page.evaluate(TWICE_AS_LARGE)
    assert page.evaluate(STICKS_OUT) == 0
    assert not found


def test_every_step_of_a_story_fits_a_phone_with_letters_twice_as_large(page, live_server):
    a_company(name="Treni Lenti")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/raccontaci-la-tua-storia/")
    out = []
    for step in steps_of_a_story(page):
        page.evaluate(TWICE_AS_LARGE)
        out.append((step, page.evaluate(STICKS_OUT)))
    assert out == [("Continua", 0), ("Continua", 0), ("Rivedi la storia", 0)]


def steps_of_a_story(page):
    """From the first step to the preview: the button that was pressed, on the page it led to."""
    page.get_by_label("Azienda", exact=True).fill("Treni Lenti")
    page.get_by_label("Titolo").fill("Il rimborso del biglietto")
    page.get_by_label("Che cosa è successo", exact=True).fill(WORDS)
    page.get_by_role("button", name="Continua").click()
    page.get_by_text("Passo 2 di 3").wait_for()
    yield "Continua"
    page.get_by_label("Ancora aperta").check()
    page.get_by_label("No, oppure non serve").check()
    page.get_by_role("button", name="Continua").click()
    page.get_by_text("Passo 3 di 3").wait_for()
    yield "Continua"
    page.get_by_label("Nome da mostrare").fill("Lucciola")
    page.get_by_text("Acconsento alla pubblicazione").click()
    page.get_by_text("Ho letto l’informativa").click()
    page.get_by_role("button", name="Rivedi la storia").click()
    page.get_by_role("heading", name="Rileggi la tua storia").wait_for()
    yield "Rivedi la storia"


def test_the_desk_fits_too_with_letters_twice_as_large(page, live_server, editor):
    guide, company, story, flow = a_live_guide(), a_company(), a_story(), a_flow()
    sign_in(page, live_server, editor)
    found = []
    for place in DESK_PAGES:
        address = place.format(guide=guide.pk, company=company.pk, story=story.pk, flow=flow.pk)
        found += too_wide_with_large_letters(page, f"{live_server.url}/admin/{address}")
    assert not found


@pytest.fixture
def in_forced_colours(browser, browser_context_args):
    context = browser.new_context(**browser_context_args, forced_colors="active")
    yield context.new_page()
    context.close()


def style(page, selector: str, name: str, part: str = "") -> str:
    said = "(e, [part, name]) => getComputedStyle(e, part).getPropertyValue(name)"
    return page.locator(selector).first.evaluate(said, [part, name])


def test_forced_colours_keep_the_icons_of_the_callouts(in_forced_colours, live_server):
    page = in_forced_colours
    a_live_guide(slug="pacco", sections=[{"title": "Rimborso", "body": CALLOUTS}])
    page.goto(f"{live_server.url}/guide/pacco/")
    ground = style(page, "body", "background-color")
    for name in ("attenzione", "consiglio", "scadenza"):
        label = f".callout--{name} .callout__label"
        assert style(page, label, "background-color", "::before") != ground
    assert "gradient" in style(
        page, ".callout--scadenza .callout__label", "background-image", "::before"
    )


def test_forced_colours_show_where_one_is_in_a_story_and_the_edges_of_what_is_filled_in(
    in_forced_colours, live_server
):
    page = in_forced_colours
    page.goto(f"{live_server.url}/raccontaci-la-tua-storia/")
    ground = style(page, "body", "background-color")
    for _ in steps_of_a_story(page):
        assert style(page, ".form .button", "border-top-color") != ground
        if here := page.locator(".so-far [aria-current]").count():
            assert here == 1
            assert style(page, ".so-far [aria-current]", "font-weight") == "700"
            filled_in = ".form textarea, .form input:not([type=hidden])"
            assert style(page, filled_in, "border-top-color") != ground


def test_forced_colours_keep_the_edge_of_a_refusal_and_of_who_follows(
    in_forced_colours,
    live_server,
    editor,
    because,  # noqa: F811
):
    page = in_forced_colours
    mine, guide = a_story(), a_live_guide(slug="pacco").pk
    mine.reject(by=editor, because=because)
    page.goto(live_server.url + mine.private_path)
    ground = style(page, "body", "background-color")
    assert style(page, ".notice--alarm", "border-left-color") != ground
    for place in ("testo/", "contesta/"):
        page.goto(f"{live_server.url}{mine.private_path}{place}")
        assert style(page, ".beforehand .notice", "border-left-color") != ground
    for place in (f"/avviso/guida/{guide}/", f"/commenti/segui/guida/{guide}/"):
        page.goto(live_server.url + place)
        assert style(page, ".form input[type=email]", "border-top-color") != ground
        assert style(page, ".form .button", "border-top-color") != ground


def test_forced_colours_show_which_tab_is_open_and_the_theme_switch(
    in_forced_colours, live_server, editor
):
    page = in_forced_colours
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/guides/queueitem/")
    line = "border-bottom-color"
    here, other = ".queue-tabs [aria-current]", ".queue-tabs a:not([aria-current])"
    assert style(page, here, line) != style(page, other, line)
    for ground in ("light", "dark"):
        page.emulate_media(color_scheme=ground, forced_colors="active")
        fill = style(page, ".theme-toggle svg", "fill")
        assert fill == style(page, ".theme-toggle", "color")


@pytest.mark.parametrize("width", [360, 1440])
def test_a_page_turned_right_to_left_fits_and_mirrors(page, live_server, width):
    steps = {"title": "Rimborso", "problem": "Non mi rimborsano", "body": "1. Uno\n2. Due\n"}
    a_live_guide(slug="pacco", sections=[steps])
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/guide/pacco/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.scrollingElement.scrollLeft = -9999")
    assert page.evaluate("document.scrollingElement.scrollLeft") == 0
    step = page.locator(".prose ol > li").first
    assert style(page, ".prose ol > li", "padding-right") > style(
        page, ".prose ol > li", "padding-left"
    )
    numeral = step.evaluate("e => getComputedStyle(e, '::before').marginRight")
    assert numeral.startswith("-")
    assert style(page, ".problems a", "transform", "::after").startswith("matrix(-")
    page.keyboard.press("Tab")
    box = page.get_by_role("link", name="Vai al contenuto").bounding_box()
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width


def test_without_style_sheets_nothing_is_huge_and_nothing_is_said_twice(
    page, live_server, the_demo
):
    page.route("**/*.css", lambda route: route.abort())
    page.goto(f"{live_server.url}/guide/aliexpress/")
    assert all(svg.bounding_box()["width"] <= 40 for svg in page.locator("svg").all())
    assert page.locator("main").inner_text().count("Contenuti") == 1
    for trap in page.locator("[name=sito_web]").all():
        expect(trap).to_be_hidden()


@pytest.fixture
def of_2020(browser, browser_context_args, live_server):
    """Without what Safari before 15.4 and Chrome before 86 lack; tests/compat looks at syntax."""
    context = browser.new_context(**browser_context_args, base_url=live_server.url)
    context.add_init_script("""
        delete HTMLFormElement.prototype.requestSubmit;
        delete SubmitEvent.prototype.submitter;
        for (const it of [Document, Element, DocumentFragment]) delete it.prototype.replaceChildren;
        delete Element.prototype.ariaBusy;
        delete Array.prototype.at;
    """)
    page = context.new_page()
    page.broken = []
    page.on("pageerror", lambda error: page.broken.append(str(error)))
    yield page
    context.close()
    assert page.broken == []


@pytest.mark.parametrize("presses", [1, 2])
def test_an_older_browser_sends_a_comment_at_the_first_press(of_2020, presses):
    page = of_2020
    a_live_guide(slug="pacco")
    page.goto("/guide/pacco/")
    page.get_by_text("Scrivi un commento").click()
    page.evaluate(A_SLOW_LINE)
    with page.expect_response("**/form-token.js"):
        page.get_by_label("Commento", exact=True).fill(WORDS)
    page.locator("#commento_name").fill("Gattonero")
    button = page.get_by_role("button", name="Invia il commento")
    button.click(click_count=presses, no_wait_after=True)
    page.wait_for_url("**/ricevuta/**")
    assert Comment.objects.count() == 1


def test_an_older_browser_goes_back_to_edit_and_then_sends_a_story(of_2020):
    page = of_2020
    a_company(name="Treni Lenti")
    page.goto("/raccontaci-la-tua-storia/")
    assert len(list(steps_of_a_story(page))) == 3
    page.get_by_role("button", name="Modifica").click()
    expect(page.get_by_label("Titolo")).to_have_value("Il rimborso del biglietto")
    page.get_by_role("button", name="Continua").click()
    page.get_by_role("button", name="Continua").click()
    page.get_by_role("button", name="Rivedi la storia").click()
    page.get_by_role("button", name="Invia").click()
    page.wait_for_url("**/ricevuta/**")
    assert Story.objects.count() == 1


def test_an_older_browser_votes(of_2020):
    page = of_2020
    a_live_guide(slug="pacco", sections=[{"title": "Rimborso", "body": "Chiedilo."}])
    page.goto("/guide/pacco/")
    page.get_by_role("button", name="Sì", exact=True).click()
    expect(page.get_by_text("il voto è contato")).to_be_visible()


def test_the_masthead_and_the_vote_are_easy_to_hit(page, live_server):
    a_live_guide(slug="pacco", sections=[{"title": "Rimborso", "body": "Chiedilo."}])
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server.url}/guide/pacco/")
    for link in page.locator(".masthead__nav a").all():
        assert link.bounding_box()["height"] >= 44
