"""«Da moderare» as it looks: on a phone, with an outcome in view, to axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.queue.moderating import QUEUE, open_queue, row
from tests.factories import a_live_guide
from tests.voices import a_comment, a_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_outcome_covers_nothing_and_is_read_aloud(desk, live_server, width):
    desk.set_viewport_size({"width": width, "height": 700})
    guide = a_live_guide()
    for _ in range(6):
        a_comment(under=guide)
    fingers = open_queue(desk, live_server)
    fingers.press("j", "j", "a")
    outcome = desk.locator("#coda-esito")
    expect(outcome.locator("button", has_text="Annulla")).to_be_visible()
    assert outcome.get_attribute("role") == "status"
    expect(desk.locator(".queue-frame > [role=status]")).to_contain_text("Pubblicato")
    boxes = [outcome.bounding_box()] + [
        row.bounding_box() for row in desk.locator(".queue-row:visible").all()
    ]
    current = desk.locator(".queue-row:focus").bounding_box()
    assert boxes[0]["y"] >= 0
    assert boxes[0]["y"] + boxes[0]["height"] <= current["y"] < 700
    for box in boxes[1:]:
        above = box["y"] + box["height"] <= boxes[0]["y"] + 1
        below = boxes[0]["y"] + boxes[0]["height"] <= box["y"] + 1
        assert above or below, boxes


def test_on_a_phone_one_item_at_a_time_under_the_thumb(desk, live_server):
    desk.set_viewport_size({"width": 360, "height": 740})
    guide = a_live_guide()
    comments = [a_comment(under=guide) for _ in range(20)]
    open_queue(desk, live_server)
    expect(desk.locator(".queue-row:visible")).to_have_count(1)
    assert desk.evaluate("document.documentElement.scrollHeight") < 2500
    expect(desk.locator(".queue kbd:visible")).to_have_count(0)
    here = row(desk, comments[0])
    for name in ("Pubblica", "Spam", "Voce prima", "Voce dopo"):
        box = here.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= 740, name
    here.get_by_role("button", name="Voce dopo").click()
    here = row(desk, comments[1])
    expect(here).to_be_visible()
    expect(here).to_contain_text("2 di 20")
    here.get_by_role("button", name="Pubblica", exact=True).click()
    expect(row(desk, comments[2])).to_be_visible()
    expect(desk.locator(".queue-row:visible")).to_have_count(1)
    row(desk, comments[2]).get_by_role("button", name="Voce prima").click()
    expect(row(desk, comments[0])).to_be_visible()


def ours(found: list[str]) -> list[str]:
    """Without what is wrong with the desk's own frame: its tests look at that."""
    return [fault for fault in found if "password_change" not in fault]


def test_the_queue_has_no_fault_that_axe_can_find(desk, live_server, editor):
    reasons = [{"rule": "link", "points": 3, "sentence": "Ha tre collegamenti."}]
    story = a_story(author_email="a@posta.example")
    story.flag(by=editor)
    story.claim(by=editor)
    story.note(by=editor, text="Da rileggere")
    story.ask_author(by=editor, question="Quando?")
    type(story).objects.filter(pk=story.pk).update(verdict={"reasons": reasons})
    a_comment().approve(by=editor)
    a_comment()
    for query, keys in (
        ("", ""),
        ("", "jr"),
        ("", "o"),
        ("", "?"),
        ("", "x"),
        ("?scheda=spam", ""),
        ("?parole=pacco&dal=2020-01-01", ""),
        ("?parole=pacco&elenco=1", ""),
        ("?dal=ieri", ""),
        ("?autore=a@posta.example", ""),
        (f"{story.queue_item_id}/", ""),
        ("decisioni/", ""),
        ("", "a"),
    ):
        open_queue(desk, live_server, query).press(*keys)
        desk.wait_for_selector(".queue:not([aria-busy])")
        # Tall: the low bar covers what nobody scrolled to, and axe takes that for a small target.
        assert ours(faults(desk, height=2400)) == [], (query, keys)
    desk.wrong.clear()  # the browser logs the 422 of a date that is none
    for page in ("avvisi/", "dati/"):
        desk.goto(f"{live_server.url}{QUEUE}{page}")
        assert ours(faults(desk)) == [], page
