"""Five minutes before a session ends the page says so; two windows of one person agree."""

import time

import pytest
from playwright.sync_api import Page, expect

from guides.people.sessions import DeskSession
from guides.people.store import SessionStore
from tests.browser.axe import faults
from tests.browser.desk import open_guide, sign_in
from tests.factories import a_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TWO_HOURS = 7200  # seconds
SOON = "01:56:00"  # on the pages' clock


@pytest.fixture
def windows(page: Page, live_server, editor) -> tuple[Page, Page]:
    """A guide that is being written, and the list of sessions beside it."""
    page.context.clock.install()
    sign_in(page, live_server, editor)
    open_guide(page, live_server, a_guide())
    other = page.context.new_page()
    other.goto(f"{live_server.url}/admin/sessioni/")
    return page, other


def leave(seconds: int) -> None:
    """The one session is as if nothing had been done with it until so many seconds are left."""
    store = SessionStore(DeskSession.objects.get().session_key)
    store["seen"] = time.time() - TWO_HOURS + seconds
    store.save()


def left() -> float:
    store = SessionStore(DeskSession.objects.get().session_key)
    return store["seen"] + TWO_HOURS - time.time()


def warning(page: Page):
    return page.get_by_role("alert").filter(has_text="Fra 3 minuti la sessione finisce")


def test_both_windows_say_it_and_one_press_stays_in_both(windows):
    page, _ = windows
    leave(200)
    page.context.clock.fast_forward(SOON)
    for window in windows:
        expect(warning(window)).to_be_visible()
        assert not faults(window)
    page.get_by_role("button", name="Resta").click()
    for window in windows:
        expect(warning(window)).to_have_count(0)
    assert left() > 7000


def test_whoever_types_stays_unasked_and_an_end_loses_no_word(windows):
    page, _ = windows
    leave(200)
    page.fill("#id_title", "Scritto da poco")
    page.context.clock.fast_forward(SOON)
    expect(page.locator(".session-over")).to_have_count(0)
    for _ in range(100):
        if left() > 7000:
            break
        page.wait_for_timeout(100)
    assert left() > 7000
    leave(-5)
    page.context.clock.fast_forward(SOON)
    over = page.get_by_role("alert").filter(has_text="La sessione è finita")
    expect(over).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Scritto da poco")
