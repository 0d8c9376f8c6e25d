"""«Da moderare» in a browser: a moderator and a keyboard."""

import pytest
from playwright.sync_api import Page, expect

from guides.moderation.decisions import Decision, Reason, Verb
from guides.moderation.item import QueueItem
from tests.browser.axe import faults
from tests.browser.desk import sign_in
from tests.factories import a_live_guide
from tests.voices import a_comment, a_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUEUE = "/admin/guides/queueitem/"


class Fingers:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


@pytest.fixture
def insults():
    """Made here: the rows that migrations put in do not survive the tests before."""
    texts = {"label": "Insulti o minacce", "key": "i", "text_for_author": "Riscrivilo senza."}
    return Reason.objects.get_or_create(code="insulti", defaults=texts)[0]


@pytest.fixture
def desk(page: Page, live_server, editor, insults) -> Page:
    sign_in(page, live_server, editor)
    page.wrong = []
    page.on("console", lambda m: page.wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    yield page
    assert page.wrong == []


def open_queue(page: Page, live_server, query: str = "") -> Fingers:
    page.goto(f"{live_server.url}{QUEUE}{query}")
    return Fingers(page)


def row(page: Page, content):
    return page.locator(f"#voce-{content.queue_item_id}")


def is_here(page: Page, content) -> None:
    expect(row(page, content)).to_be_focused()


def test_a_hundred_items_are_cleared_by_keyboard_alone(desk, live_server, insults):
    guide = a_live_guide()
    for _ in range(100):
        a_comment(under=guide)
    fingers = open_queue(desk, live_server)
    # As a newsroom's day goes: most are fine, one in five is not, one in ten is spam.
    for n in range(100):
        current = desk.locator(".queue-row").first
        expect(current).to_be_focused()
        number = current.get_attribute("data-item")
        fingers.press(*{4: "ri", 8: "ri", 9: "s"}.get(n % 10, "a"))
        expect(desk.locator(f"#voce-{number}")).to_have_count(0)
    expect(desk.locator(".queue-empty")).to_contain_text("hai finito")
    assert QueueItem.objects.waiting().count() == 0
    assert QueueItem.objects.rejected().count() == 20
    assert QueueItem.objects.spam().count() == 10
    print(f"\nkey presses for 100 items: {fingers.pressed}")
    assert fingers.pressed == 120


def test_keys_typed_ahead_of_the_answer_are_not_lost(desk, live_server):
    guide = a_live_guide()
    comments = [a_comment(under=guide) for _ in range(5)]
    fingers = open_queue(desk, live_server)
    fingers.press("a", "a", "s", "a")
    is_here(desk, comments[4])
    assert list(QueueItem.objects.order_by("pk").values_list("state", flat=True)) == [
        "approved",
        "approved",
        "spam",
        "approved",
        "waiting",
    ]


def test_j_and_k_move_and_u_takes_back(desk, live_server):
    first, second, third = (a_story() for _ in range(3))
    fingers = open_queue(desk, live_server)
    fingers.press("j", "j", "j", "k")
    is_here(desk, second)
    fingers.press("a")
    is_here(desk, third)
    expect(desk.locator("#coda-esito")).to_contain_text("Pubblicato")
    fingers.press("u")
    is_here(desk, second)
    assert QueueItem.objects.waiting().count() == 3
    fingers.press("k")
    is_here(desk, first)


def test_many_are_marked_and_rejected_with_one_reason(desk, live_server):
    stories = [a_story() for _ in range(4)]
    fingers = open_queue(desk, live_server)
    expect(desk.locator("#insieme")).to_be_hidden()
    fingers.press("x", "j", "x", "j", "j", "x")
    expect(desk.locator("#insieme")).to_be_visible()
    fingers.press("r", "i")
    is_here(desk, stories[2])
    assert QueueItem.objects.rejected().count() == 3


def test_selected_words_are_omitted_with_one_key(desk, live_server):
    story = a_story(text="Il corriere Mario Rossi è sparito.")
    fingers = open_queue(desk, live_server)
    desk.evaluate(
        """() => {
            const words = document.querySelector("[data-words] p").firstChild;
            const start = words.data.indexOf("Mario");
            document.getSelection().setBaseAndExtent(words, start, words, start + 11);
        }"""
    )
    fingers.press("o")
    expect(row(desk, story)).to_contain_text("Il corriere [omesso dalla redazione] è sparito.")
    fingers.press("u")
    expect(row(desk, story)).to_contain_text("Mario Rossi")


def test_approve_and_answer_in_one_go(desk, live_server):
    guide = a_live_guide()
    comment, other = a_comment(under=guide, text="Come faccio?"), a_comment(under=guide)
    fingers = open_queue(desk, live_server)
    fingers.press("e")
    desk.keyboard.type("Scrivi una PEC, con le date.")
    fingers.press("Tab", "Enter")
    is_here(desk, other)
    desk.goto(live_server.url + guide.get_absolute_url())
    expect(desk.locator("body")).to_contain_text("Come faccio?")
    expect(desk.locator("body")).to_contain_text("Scrivi una PEC, con le date.")
    assert comment.queue_item.decisions.filter(verb=Verb.APPROVE).exists()


def test_a_note_half_written_survives_another_act(desk, live_server):
    first, second = a_story(), a_story()
    fingers = open_queue(desk, live_server)
    fingers.press("j", "n")
    desk.keyboard.type("Da chiedere a")
    fingers.press("Escape")
    is_here(desk, second)
    fingers.press("k", "a")
    is_here(desk, second)
    expect(row(desk, second).locator("[data-tool=n] textarea")).to_have_value("Da chiedere a")
    assert not QueueItem.objects.waiting().filter(pk=first.queue_item_id).exists()


def test_an_error_is_told_by_the_field_and_the_field_is_ready(desk, live_server):
    story = a_story()
    fingers = open_queue(desk, live_server)
    fingers.press("o")
    desk.keyboard.type("parole mai scritte")
    fingers.press("Tab", "Enter")
    words = row(desk, story).locator("[data-tool=o] textarea")
    expect(words).to_be_focused()
    expect(words).to_have_value("parole mai scritte")
    expect(row(desk, story).locator(".queue-error")).to_contain_text("non ci sono nel testo")
    desk.wrong.clear()  # the browser logs the answer's 409


def test_what_a_colleague_did_meanwhile_is_told(desk, live_server, editor, insults):
    guide = a_live_guide()
    comment, other = a_comment(under=guide), a_comment(under=guide)
    fingers = open_queue(desk, live_server)
    comment.reject(by=editor, because=insults)
    fingers.press("a")
    expect(desk.locator("#coda-esito")).to_contain_text("Nel frattempo: Non pubblicato")
    is_here(desk, other)


def test_keys_can_be_switched_off(desk, live_server):
    story = a_story()
    fingers = open_queue(desk, live_server)
    fingers.press("?")
    desk.get_by_label("Tasti accesi in questo browser").uncheck()
    desk.reload()
    fingers.press("Escape", "a")
    desk.wait_for_timeout(200)
    assert QueueItem.objects.get(pk=story.queue_item_id).state == "waiting"


def test_a_mails_link_stands_on_the_item_and_does_nothing(desk, live_server):
    guide = a_live_guide()
    comments = [a_comment(under=guide) for _ in range(30)]
    acts = Decision.objects.count()
    open_queue(desk, live_server, f"?voce={comments[25].queue_item_id}")
    is_here(desk, comments[25])
    assert Decision.objects.count() == acts


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
    ):
        open_queue(desk, live_server, query).press(*keys)
        assert ours(faults(desk)) == [], (query, keys)
    for page in ("avvisi/", "dati/"):
        desk.goto(f"{live_server.url}{QUEUE}{page}")
        assert ours(faults(desk)) == [], page
