"""A public form in a browser: with the script, without it, and when the script fails."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.spam import a_public_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.spam.a_public_page"),
]


@pytest.fixture(autouse=True)
def kept():
    a_public_page.kept.clear()
    return a_public_page.kept


@pytest.fixture
def write(live_server):
    """Open the form and fill it in, as far as the button."""

    def fill(page, text="Il pacco non è arrivato.") -> None:
        page.goto(f"{live_server.url}/opinione/")
        page.fill("textarea", text)
        page.select_option("select", "no")

    return fill


def test_with_the_script_the_words_arrive_at_once_and_no_cookie_is_set(page, write, kept):
    with page.expect_response("**/modulo/gettone/"):
        write(page)
    page.click("text=Manda")
    page.wait_for_selector("text=Ricevuto.")
    assert [contribution["text"] for contribution in kept] == ["Il pacco non è arrivato."]
    assert not page.context.cookies()


def test_a_double_click_is_one_contribution(page, write, kept):
    with page.expect_response("**/modulo/gettone/"):
        write(page)
    page.dblclick("text=Manda")
    page.wait_for_selector("text=Ricevuto.")
    page.reload()
    assert len({contribution["id"] for contribution in kept}) == 1


def test_a_double_click_before_the_token_is_here_is_one_contribution_too(page, write, kept):
    waiting = []
    page.route("**/modulo/gettone/", lambda route: waiting.append(route))
    with page.expect_request("**/modulo/gettone/"):
        write(page)
    page.dblclick("text=Manda")
    waiting[0].continue_()
    page.wait_for_selector("text=Ricevuto.")
    assert len(kept) == 1


def test_other_words_after_going_back_are_another_contribution(page, write, kept):
    for text in ("Prima cosa.", "Seconda cosa."):
        with page.expect_response("**/modulo/gettone/"):
            write(page, text)
        page.click("text=Manda")
        page.wait_for_selector("text=Ricevuto.")
        page.go_back()
    assert [contribution["text"] for contribution in kept] == ["Prima cosa.", "Seconda cosa."]
    assert len({contribution["id"] for contribution in kept}) == 2


def test_when_the_token_cannot_be_fetched_the_page_between_comes(page, write, kept):
    page.route("**/modulo/gettone/", lambda route: route.abort())
    write(page)
    page.click("text=Manda")
    page.click("button:text-is('Invia')")
    page.wait_for_selector("text=Ricevuto.")
    assert len(kept) == 1


def test_without_javascript_the_words_are_shown_and_sent_with_the_keyboard(
    browser, browser_context_args, write, kept
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    write(page)
    page.click("text=Manda")
    page.wait_for_selector("text=Controlla e invia")
    page.wait_for_selector("text=Il pacco non è arrivato.")
    page.press("button:text-is('Invia')", "Enter")
    page.wait_for_selector("text=Ricevuto.")
    assert kept[0]["outcome"] == "no"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_between_is_accessible_on_a_small_screen(page, write, scheme):
    page.route("**/modulo/gettone/", lambda route: route.abort())
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    write(page, "Una parolalunghissimacheproprionontienedentrolapaginadiuntelefono. " * 3)
    page.click("text=Manda")
    page.wait_for_selector("text=Controlla e invia")
    found = Axe().run(
        page, "main", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    )
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
