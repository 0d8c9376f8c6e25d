"""The guide's page in a browser."""

import pytest

from tests.factories import a_live_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_skip_link_is_the_first_stop_of_the_keyboard(page, live_server):
    guide = a_live_guide()
    page.goto(live_server.url + guide.get_absolute_url())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenuto"
