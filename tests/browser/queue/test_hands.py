"""Keys of «Da moderare» held, hurried or pressed too late: nothing is decided unread."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.queue.moderating import is_here, open_queue, states
from tests.factories import a_live_guide
from tests.voices import a_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A_HAND_RESTS = 250  # milliseconds, as static/js/desk/queue.js counts them


def test_a_held_key_publishes_one_item(desk, live_server):
    """Two seconds, thirty repeats a second, as a keyboard sends them."""
    guide = a_live_guide()
    comments = [a_comment(under=guide) for _ in range(8)]
    open_queue(desk, live_server).look()
    for _ in range(60):
        desk.keyboard.down("a")
        desk.wait_for_timeout(33)
    desk.keyboard.up("a")
    is_here(desk, comments[1])
    desk.wait_for_timeout(600)
    assert states() == ["approved"] + ["waiting"] * 7


@pytest.mark.parametrize("delay", [0, 40, 90])
def test_of_keys_typed_in_one_go_the_first_counts_alone(desk, live_server, delay):
    guide = a_live_guide()
    comments = [a_comment(under=guide) for _ in range(6)]
    open_queue(desk, live_server).look()
    desk.evaluate(
        "() => { window.at = []; addEventListener('keydown', () => at.push(Date.now())) }"
    )
    desk.keyboard.type("aaaas", delay=delay)
    at = desk.evaluate("() => window.at")
    if max(later - earlier for earlier, later in pairwise(at)) >= A_HAND_RESTS:
        pytest.skip("this machine was too busy to type in one go")
    is_here(desk, comments[1])
    desk.wait_for_timeout(800)
    assert states() == ["approved"] + ["waiting"] * 5


def test_keys_pressed_while_the_answer_is_awaited_do_nothing(desk, live_server):
    """A slow server: who presses again is not taken at their word for what they have not seen."""
    guide = a_live_guide()
    comments = [a_comment(under=guide) for _ in range(4)]

    def after_a_while(route):
        desk.wait_for_timeout(1500)
        route.continue_()

    desk.route("**/atto/", after_a_while)
    open_queue(desk, live_server).look()
    desk.evaluate(
        """() => {
            const press = () => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key: "a", bubbles: true, cancelable: true }));
            press();
            for (let n = 1; n < 5; n++) setTimeout(press, n * 300);
        }"""
    )
    is_here(desk, comments[1])
    desk.wait_for_timeout(600)
    assert states() == ["approved"] + ["waiting"] * 3


def test_a_key_does_nothing_to_an_item_that_was_scrolled_out_of_view(desk, live_server):
    guide = a_live_guide()
    for _ in range(12):
        a_comment(under=guide)
    open_queue(desk, live_server).look()
    desk.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    desk.wait_for_timeout(400)
    desk.keyboard.press("a")
    desk.wait_for_timeout(600)
    assert states() == ["waiting"] * 12


def test_two_windows_publish_an_item_once_and_the_second_is_told(desk, live_server, insults):
    guide = a_live_guide()
    comments = [a_comment(under=guide) for _ in range(3)]
    first = open_queue(desk, live_server)
    other_page = desk.context.new_page()
    second = open_queue(other_page, live_server)
    desk.bring_to_front()
    first.press("a")
    is_here(desk, comments[1])
    other_page.bring_to_front()
    second.press("r", "i")
    expect(other_page.locator("#coda-esito")).to_contain_text("Nel frattempo: Pubblicato")
    assert states() == ["approved", "waiting", "waiting"]
