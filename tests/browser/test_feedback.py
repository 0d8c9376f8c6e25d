"""«Ti è stato utile?» in a browser: by keyboard, with the script, without it, when it fails."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from guides.feedback.remarks import Remark
from guides.feedback.votes import SectionVote
from tests.browser.axe import RULES, faults
from tests.browser.desk import sign_in
from tests.factories import a_live_guide
from tests.feedback.voting import many_votes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guide():
    sections = [
        {"title": "Rimborso", "body": "Chiedilo."},
        {"title": "Una parte dal titolo molto lungo, incomprensibilmente", "body": "Spedisci."},
    ]
    return a_live_guide(title="Pacco perso", slug="pacco", sections=sections)


@pytest.fixture
def address(live_server, guide):
    return f"{live_server.url}/guide/pacco/"


@pytest.fixture
def without_javascript(browser, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


def the_buttons(page, number=0):
    return page.locator(".useful").nth(number)


def focused(page) -> str:
    return page.evaluate("document.activeElement.innerText || document.activeElement.value")


def test_with_the_script_the_reader_stays_on_the_page(page, address):
    page.goto(address)
    the_buttons(page).get_by_role("button", name="Sì").press("Enter")
    page.get_by_text("Grazie, il voto è contato").wait_for()
    assert "Grazie, il voto è contato" in focused(page)  # and so it is read aloud
    assert page.url == address
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # «No»: the second vote
    page.get_by_text("Perché «Rimborso» non ti è stato utile?").wait_for()
    assert list(SectionVote.objects.values_list("useful", flat=True)) == [False]
    the_buttons(page, 1).get_by_role("button", name="Sì").click()
    page.get_by_text("Grazie, il voto è contato").wait_for()
    assert SectionVote.objects.count() == 2
    assert not page.context.cookies()


def test_the_whole_no_by_keyboard_warning_included(page, address):
    page.goto(address)
    the_buttons(page).get_by_role("button", name="No").press("Enter")
    page.get_by_text("Perché «Rimborso»").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Chiamatemi al 333 1234567")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("un numero di telefono").wait_for()
    assert page.get_by_role("textbox", name="Vuoi dirci").input_value().endswith("1234567")
    assert page.url == address
    page.get_by_role("textbox", name="Vuoi dirci").fill("Non si capisce il punto tre.")
    page.get_by_role("button", name="Invia la frase corretta").press("Enter")
    page.get_by_text("ne terremo conto").wait_for()
    remark = Remark.objects.get()
    assert (remark.text, remark.reason) == ("Non si capisce il punto tre.", "unclear")
    assert list(SectionVote.objects.values_list("useful", "reason")) == [(False, "unclear")]


@pytest.mark.parametrize("has_script", [True, False])
def test_a_no_pressed_by_mistake_becomes_a_yes(page, without_javascript, address, has_script):
    page = page if has_script else without_javascript
    page.goto(address)
    the_buttons(page).get_by_role("button", name="No").click()
    answer = page.locator(".useful--answer")
    answer.get_by_text("Hai premuto per sbaglio?").get_by_role("button", name="Sì").click()
    page.get_by_text("Grazie, il voto è contato").wait_for()
    assert list(SectionVote.objects.values_list("useful", flat=True)) == [True]
    assert (page.url == address) is has_script


def test_a_missing_reason_takes_the_keyboard_to_it(page, address):
    page.goto(address)
    the_buttons(page).get_by_role("button", name="No").click()
    page.get_by_role("button", name="Invia", exact=True).click()
    page.get_by_text("Scegli uno dei quattro motivi").wait_for()
    assert page.evaluate("document.activeElement.type") == "radio"


def test_when_the_script_cannot_send_the_form_goes_by_itself(page, address):
    page.add_init_script("window.fetch = () => Promise.reject(new Error('offline'))")
    page.goto(address)
    the_buttons(page).get_by_role("button", name="No").click()
    page.get_by_role("heading", name="Che cosa non andava?").wait_for()
    assert SectionVote.objects.count() == 1


def test_without_javascript_by_keyboard_alone(without_javascript, address):
    page = without_javascript
    page.goto(address)
    the_buttons(page).get_by_role("button", name="No").press("Enter")
    page.get_by_role("heading", name="Che cosa non andava?").wait_for()
    page.get_by_role("radio", name="È sbagliato o non più vero").press("Space")
    page.get_by_role("textbox", name="Vuoi dirci").fill("Il modulo non c’è più.")
    page.get_by_role("button", name="Invia").press("Enter")
    page.get_by_role("heading", name="Grazie").wait_for()
    assert Remark.objects.get().text == "Il modulo non c’è più."
    page.get_by_role("link", name="Torna a «Rimborso»").press("Enter")
    expect(page).to_have_url(f"{address}#rimborso")


def test_the_buttons_are_easy_to_hit(page, address):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    for button in page.locator(".useful button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    assert the_buttons(page).bounding_box()["height"] <= 60


def test_no_page_of_the_vote_has_a_violation_or_scrolls_sideways(page, live_server, guide, address):
    many_votes(guide, useful=15, of=30)
    vote = f"{live_server.url}/utile/{guide.live.pk}/1/"
    found = []
    for place in (address, f"{vote}grazie/", f"{vote}perche/", f"{vote}perche/grazie/"):
        page.goto(place)
        found += faults(page)
    page.goto(f"{vote}perche/")
    page.get_by_role("button", name="Invia").click()
    page.get_by_text("Scegli uno dei quattro motivi").first.wait_for()
    found += faults(page)
    page.get_by_role("radio").first.check()
    page.get_by_role("textbox", name="Vuoi dirci").fill("Sono anna@posta.example")
    page.get_by_role("button", name="Invia").click()
    page.get_by_text("Rileggi prima di inviare").wait_for()
    found += faults(page)
    page.goto(address)
    the_buttons(page).get_by_role("button", name="No").click()
    page.get_by_text("Perché «Rimborso»").wait_for()
    found += faults(page)
    assert not found


def test_the_desk_shows_the_votes_without_a_violation(page, live_server, guide, editor):
    many_votes(guide, useful=3, of=9)
    sign_in(page, live_server, editor)
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    for place in ("sectionvote/", f"sectionvote/{guide.sections.first().uid}/"):
        for ground in ("light", "dark"):
            page.emulate_media(color_scheme=ground)
            page.goto(f"{live_server.url}/admin/guides/{place}")
            # not "preload": it writes imported sheets into the page, against its own policy
            found = Axe().run(page, ".votes", options={"runOnly": RULES, "preload": False})
            assert found.violations_count == 0, found.generate_report()
    assert not [text for text in refused if "Content Security Policy" in text]
