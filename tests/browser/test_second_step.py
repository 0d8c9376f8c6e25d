"""A passkey made and used with Chromium's own authenticator, at the door and within a page."""

import pytest
from playwright.sync_api import Page, expect

from helpcentre.accounts import recovery
from tests.accounts.coming_in import RIGHT, an_app_of, code_of, letters_code
from tests.browser.axe import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def elena(django_user_model):
    return django_user_model.objects.create_superuser("elena", "elena@redazione.example", RIGHT)


@pytest.fixture
def door(page: Page, live_server, settings, elena) -> Page:
    """The desk's, asked for by a browser that has an authenticator."""
    settings.SECOND_FACTOR = settings.PASSKEYS = True
    settings.OTP_WEBAUTHN_RP_ID = "localhost"
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]
    page.set_default_timeout(25_000)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto(f"{live_server.url}/admin/login/?next=/admin/guides/page/add/")
    return page


def give_password(page: Page) -> None:
    page.fill("#id_username", "elena")
    page.fill("#id_password", RIGHT)
    page.click("input[type=submit]")


def type_the_letters_code(page: Page) -> None:
    assert not faults(page)
    page.get_by_role("button", name="Manda il codice").click()
    page.get_by_label("Il codice della lettera").fill(letters_code())
    assert not faults(page)
    page.get_by_role("button", name="Continua").click()


def test_a_passkey_is_made_the_first_time_asked_the_second_and_within_a_page(door, live_server):
    give_password(door)
    type_the_letters_code(door)
    assert not faults(door)
    door.get_by_role("button", name="Crea una passkey").click()
    expect(door.locator(".recovery-codes code")).to_have_count(10)
    assert not faults(door)
    door.get_by_role("button", name="Li ho messi da parte").click()
    door.wait_for_url("**/admin/guides/page/add/")
    door.get_by_role("button", name="Esci").click()
    door.goto(f"{live_server.url}/admin/login/?next=/admin/guides/page/add/")
    give_password(door)
    assert not faults(door)
    door.get_by_role("button", name="Usa la passkey").click()
    door.wait_for_url("**/admin/guides/page/add/")
    door.fill("#id_title", "Scritto a mano")
    door.context.clear_cookies(name="sessionid")
    door.click("input[name=_continue]")
    door.fill("#sign-in-password", RIGHT)
    door.locator("dialog").get_by_role("button", name="Entra").click()
    door.locator("dialog").get_by_role("button", name="Usa la passkey").click()
    expect(door.locator("dialog[open]")).to_have_count(0)
    expect(door.locator("#id_title")).to_have_value("Scritto a mano")


def test_the_code_is_asked_within_a_page_that_loses_no_word(door, elena):
    app = an_app_of(elena)
    give_password(door)
    door.get_by_label("Codice di sei cifre").fill(code_of(app, steps=-1))
    door.get_by_role("button", name="Entra", exact=True).click()
    door.wait_for_url("**/admin/guides/page/add/")
    door.fill("#id_title", "Scritto a mano")
    door.context.clear_cookies(name="sessionid")
    door.click("input[name=_continue]")
    dialog = door.locator("dialog")
    door.fill("#sign-in-password", RIGHT)
    dialog.get_by_role("button", name="Entra").click()
    door.fill("#sign-in-code", "000000")
    dialog.get_by_role("button", name="Entra").click()
    expect(dialog.get_by_role("alert")).to_contain_text("non è giusto")
    door.fill("#sign-in-code", recovery.new_codes(elena)[0])
    dialog.get_by_role("button", name="Entra").click()
    expect(door.locator("dialog[open]")).to_have_count(0)
    expect(door.locator("#id_title")).to_have_value("Scritto a mano")


def test_ones_own_safety_is_read_by_everybody(door, live_server, elena):
    app = an_app_of(elena)
    give_password(door)
    door.get_by_label("Codice di sei cifre").fill(code_of(app))
    door.keyboard.press("Enter")
    door.wait_for_url("**/admin/guides/page/add/")
    at = f"{live_server.url}/admin/sicurezza"
    for address in ("/", "/app/", "/passkey/", "/codici/nuovi/", f"/togli/app/{app.pk}/"):
        door.goto(f"{at}{address}")
        assert not faults(door)
