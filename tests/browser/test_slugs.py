"""The address that the desk writes while a title is typed is the one the server would make."""

import pytest
from playwright.sync_api import Page

from tests.browser.desk import sign_in
from tests.text.test_slugs import SLUGS

pytestmark = pytest.mark.browser


def test_the_desks_script_makes_the_same_addresses(page: Page):
    page.set_content("<p>")
    page.add_script_tag(path="static/admin/js/urlify.js")
    assert {text: page.evaluate("text => URLify(text, 50)", text) for text in SLUGS} == SLUGS
    assert page.evaluate("URLify('a'.repeat(49) + ' b', 50)") == "a" * 49


def test_a_new_topic_is_given_its_address_while_its_name_is_typed(page: Page, live_server, editor):
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/guides/topic/add/")
    page.locator("#id_name").press_sequentially("L’ordine all'estero")
    assert page.input_value("#id_slug") == "l-ordine-all-estero"
