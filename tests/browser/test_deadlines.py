"""A term on a phone: typed, answered, put in the calendar, without a script; judged by axe."""

import pytest
from playwright.sync_api import expect

from guides.deadlines.regimes import Regime
from tests.browser.axe import faults
from tests.browser.desk import sign_in
from tests.deadlines.making import a_live_rule
from tests.factories import a_live_guide
from tests.glossary.making import a_datum

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def rule():
    asked = a_datum("usato", "yes-no", question="Era un oggetto usato?")
    used = {"number": 10, "when": asked, "answer": "si"}
    by_hand = [
        *(("2026-11-29", "2026-12-14", "domenica"), ("2028-02-21", "2028-03-06", "bisestile")),
        ("2027-01-31", "2027-02-15", "31 gennaio"),
    ]
    rule = a_live_rule(
        slug="recesso",
        name="Recesso",
        if_late="Resta la garanzia.",
        versions=[{"regime": Regime.EU}],
        examples=by_hand,
    )
    rule.versions.create(position=0, unit="giorni", regime=Regime.EU, **used)
    rule.versions.filter(when=None).update(position=1)
    rule.examples.create(start="2026-11-02", end="2026-11-12", answers="usato=si", why="usato")
    rule.publish(by=None)
    return rule


@pytest.fixture
def phone(browser):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


def test_from_a_guide_to_the_day_in_two_taps_without_a_script(phone, live_server, rule):
    body = {"title": "Quanto tempo hai", "body": "{{scadenza:recesso}}"}
    guide = a_live_guide(sections=[body])
    phone.goto(live_server.url + guide.get_absolute_url())
    phone.get_by_label("data-consegna").or_(phone.locator("[name=data-consegna]")).fill("1/12/2099")
    phone.get_by_role("button", name="Entro quando?").click()
    expect(phone.get_by_role("heading", name="Entro")).to_contain_text("15 dicembre 2099")
    phone.get_by_role("radio", name="Sì").check()
    phone.get_by_role("button", name="Ricalcola").click()
    expect(phone.get_by_role("heading", name="Entro")).to_contain_text("11 dicembre 2099")
    with phone.expect_download() as file:
        phone.get_by_role("link", name="Mettilo nel calendario").click()
    assert file.value.suggested_filename == "recesso.ics"


def test_a_wrong_day_comes_back_beside_its_box(phone, live_server, rule):
    phone.goto(live_server.url + rule.get_absolute_url())
    box = phone.locator("[name=data-consegna]")
    box.fill("31/2/2026")
    phone.get_by_role("button", name="Entro quando?").click()
    expect(box).to_have_value("31/2/2026")
    expect(phone.locator(".field--error")).to_contain_text("non c’è nel calendario")


def test_a_day_is_picked_from_the_browsers_calendar(page, live_server, rule):
    page.goto(live_server.url + rule.get_absolute_url())
    expect(page.get_by_role("button", name="Scegli dal calendario")).to_have_count(1)
    page.locator(".day-picker").evaluate(
        "box => { box.value = '2099-12-01'; box.dispatchEvent(new Event('change')); }"
    )
    expect(page.locator("[name=data-consegna]")).to_have_value("01/12/2099")


def test_with_letters_twice_as_large_the_calendar_makes_no_phone_scroll(page, live_server, rule):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + rule.get_absolute_url())
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.get_by_role("button", name="Scegli dal calendario")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_rule_is_published_from_a_phone(page, live_server, rule, editor):
    sign_in(page, live_server, editor)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/admin/guides/rule/{rule.pk}/pubblica/")
    expect(page.get_by_label("Che cosa è cambiato")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_no_page_of_a_term_has_a_violation_or_scrolls_sideways(page, live_server, rule):
    whole = live_server.url + rule.get_absolute_url()
    found = []
    for address in (
        *(f"{live_server.url}/scadenze/", whole, f"{whole}?data-consegna=2099-12-01"),
        *(f"{whole}?data-consegna=2020-12-01", f"{whole}?data-consegna=31/2/2026"),
    ):
        page.goto(address)
        found += faults(page)
    assert not found
