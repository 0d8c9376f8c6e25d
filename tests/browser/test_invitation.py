"""An invitation, from the letter's link to the desk: a browser says where its form comes from."""

import pytest
from playwright.sync_api import Page, expect

from guides.people.invitation import invite
from tests.browser.axe import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHOSEN = "una parola lunga e mia"


def test_a_password_is_chosen_after_a_mistake_and_the_desk_opens(
    page: Page, live_server, editor, anna
):
    page.set_default_timeout(25_000)
    page.goto(live_server.url + invite(editor, by=anna).path)
    assert not faults(page)
    page.get_by_label("La tua password").fill("corta")
    page.keyboard.press("Enter")
    expect(page.locator(".errorlist").first).to_be_visible()
    page.get_by_label("La tua password").fill(CHOSEN)
    page.get_by_label("La stessa, un’altra volta").fill(CHOSEN)
    page.get_by_role("button", name="Salva la password ed entra").click()
    expect(page.locator("#user-tools")).to_be_visible()
    editor.refresh_from_db()
    assert editor.check_password(CHOSEN)
