"""A guided way on a phone without JavaScript, and its outline built with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from guides.solver.models import Flow
from tests.browser.axe import faults
from tests.browser.desk import sign_in
from tests.solver.making import a_flow, a_yes_no
from tests.the_demo import load_the_demo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 780}
# What a person types, the way that answers, then what they tap until a page that helps.
ERRANDS = {
    "il pacco non arriva": ("Il pacco non arriva", "È fermo da giorni", "Sì", "No"),
    "aliexpress non mi rimborsa": ("Il venditore di AliExpress", "Sì", "L’hanno respinta", "No"),
    "addebito che non riconosco": ("C’è un pagamento che non", "Sì", "No", "No"),
    "bolletta pagata due volte": ("La bolletta è sbagliata", "Luce o gas", "L’ho pagata due"),
}
MOST = 6


@pytest.fixture
def phone(browser, live_server):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(25_000)
    yield page
    context.close()


def test_from_the_front_page_to_what_helps_in_six_taps_at_most(phone, live_server):
    load_the_demo()
    for title, *answers in ERRANDS.values():
        phone.goto(live_server.url)
        phone.locator(".ways").get_by_role("link", name=title).click()
        for answer in answers:
            phone.get_by_role("button", name=answer).first.click()
        expect(phone.get_by_role("heading", name="Che cosa fare, in quest’ordine")).to_be_visible()
        assert 1 + len(answers) < MOST
        phone.go_back()
        expect(phone.get_by_role("button", name=answers[-1]).first).to_be_visible()


@pytest.mark.parametrize("words", ERRANDS)
def test_from_a_search_to_a_finished_letter_in_six_taps(phone, live_server, words):
    load_the_demo()
    title, *answers = ERRANDS[words]
    phone.goto(f"{live_server.url}/cerca/?tipo=percorso+guidato&q={words}")
    phone.locator(".hit__title a", has_text=title).first.click()
    for answer in answers:
        phone.get_by_role("button", name=answer).first.click()
    phone.locator(".helps--letter a").first.click()
    complete(phone)
    phone.get_by_role("button", name="Scrivi la lettera").click()
    expect(phone.get_by_role("button", name="Scarica come testo").first).to_be_visible()
    assert 1 + len(answers) + 2 <= MOST


def complete(phone) -> None:
    """Something in every box of a letter, as its kind wants it."""
    form = phone.locator("main form").first
    for box in form.locator("input[type=text], textarea").all():
        name, day = box.get_attribute("name"), box.get_attribute("data-day")
        box.fill("3/11/2026" if day is not None else "ada@example.org" if name == "email" else "12")
    for group in {r.get_attribute("name") for r in form.locator("input[type=radio]").all()}:
        form.locator(f"input[type=radio][name='{group}']").first.check()


def test_search_finds_the_way_by_the_words_that_people_type(phone, live_server):
    load_the_demo()
    for words, (title, *_) in ERRANDS.items():
        phone.goto(f"{live_server.url}/cerca/?tipo=percorso+guidato&q={words}")
        expect(phone.locator(".hit a").first).to_contain_text(title)


def test_an_answer_is_changed_and_the_others_stay(phone, live_server):
    load_the_demo()
    phone.goto(f"{live_server.url}/risolvi/il-pacco-non-arriva/")
    for answer in ("È fermo da giorni", "Sì", "No"):
        phone.get_by_role("button", name=answer, exact=True).click()
    before = phone.get_by_role("heading", level=1).inner_text()
    phone.get_by_role("link", name="Cambia la risposta a «Che cosa dice il tracciamento?»").click()
    phone.get_by_role("button", name="Non è mai partito").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(before)
    expect(phone.locator(".answered")).to_contain_text("Non è mai partito")


def test_a_step_an_outcome_and_the_list_have_no_violation(page, live_server):
    load_the_demo()
    bank = "un-pagamento-che-non-riconosco/carta-bloccata/si/"
    for address in ("", "il-pacco-non-arriva/", bank, f"{bank}pagamento-riconosciuto/si/"):
        page.goto(f"{live_server.url}/risolvi/{address}")
        assert faults(page) == []


def test_an_outline_is_built_with_the_keyboard_alone(page, live_server, editor):
    a_yes_no("termine")
    flow = a_flow(slug="pacco")
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/guides/flow/{flow.pk}/change/")
    assert faults(page) == []
    box = page.get_by_label("La prima domanda")
    box.focus()
    page.keyboard.type("Termine")
    for _ in range(60):  # Tab goes through every box of the outline, in the order it is read
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "id_porta-termine--si":
            break
    assert page.evaluate("document.activeElement.id") == "id_porta-termine--si"
    page.keyboard.type("Aspetta")
    page.locator("input[name=_continue]").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#esito .messagelist")
    flow = Flow.objects.get(pk=flow.pk)
    assert flow.first.datum.key == "termine"
    assert flow.first.answers.get(key="si").outcome.title == "Aspetta"


def test_the_outline_fits_a_phone_and_works_without_javascript(browser, live_server, editor):
    flow = a_flow(slug="pacco")
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/guides/flow/{flow.pk}/change/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("#id_porta-termine--no").select_option(label="Un esito nuovo")
    page.locator("input[name=_continue]").first.click()
    page.wait_for_selector("#esito .messagelist")
    assert flow.outcomes.filter(title="Esito nuovo dopo «No»").exists()
    page.locator("input[name=_publish]").first.click()
    page.get_by_role("link", name="non porta a nessuna sezione").click()
    expect(page.locator("li:target")).to_contain_text("Esito nuovo dopo «No»")
    context.close()
