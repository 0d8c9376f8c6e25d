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
REST = 260  # milliseconds between two presses of one hand: see MOMENT in queue.js


class Fingers:
    """A keyboard that counts, of somebody who looks before they press."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.look()
            self.page.keyboard.press(key)
            self.pressed += 1

    def look(self) -> None:
        self.page.wait_for_timeout(REST)
        self.page.wait_for_selector("#coda:not([aria-busy])")
        if self.page.locator(".queue-row:focus").count():
            self.page.wait_for_selector(".queue-row[data-seen]")


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


def states() -> list[str]:
    return list(QueueItem.objects.order_by("pk").values_list("state", flat=True))


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
    desk.keyboard.type("aaaas", delay=delay)
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


def test_the_queue_works_where_form_data_knows_no_button(desk, live_server):
    """Chrome before 112, Safari before 16.4, Firefox before 111: the second argument is dropped."""
    desk.add_init_script(
        """const Whole = FormData;
        window.FormData = class extends Whole { constructor(form) { super(form); } };"""
    )
    _first, second = a_story(), a_story()
    open_queue(desk, live_server).press("a")
    is_here(desk, second)
    row(desk, second).get_by_role("button", name="Spam").click()
    expect(desk.locator(".queue-empty")).to_contain_text("hai finito")
    assert states() == ["approved", "spam"]


def test_what_is_long_is_folded_beside_others_and_never_published_unread_by_a_key(
    desk, live_server
):
    first, second = a_story(), a_story(text="Una storia lunga. " * 200)
    fingers = open_queue(desk, live_server)
    words = row(desk, second).locator("[data-words]")
    expect(words).to_have_class("queue-words is-folded")
    row(desk, second).evaluate("row => row.focus()")
    fingers.press("a")
    expect(words).to_have_class("queue-words")
    assert states() == ["waiting", "waiting"]
    fingers.press("a")
    is_here(desk, first)
    assert states() == ["waiting", "approved"]


def test_all_are_marked_decided_and_taken_back_as_one(desk, live_server):
    for _ in range(5):
        a_story()
    fingers = open_queue(desk, live_server)
    fingers.press("t", "a")
    expect(desk.locator("#coda-esito")).to_contain_text("5 voci pubblicate")
    assert states() == ["approved"] * 5
    desk.get_by_role("button", name="Annulla tutto").click()
    expect(desk.locator("#coda-esito")).to_contain_text("5 decisioni annullate")
    assert states() == ["waiting"] * 5


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


def test_what_a_colleague_has_in_hand_shows_without_a_word_aloud(desk, live_server, editor):
    guide = a_live_guide()
    comments = [a_comment(under=guide) for _ in range(3)]
    desk.clock.install()
    open_queue(desk, live_server)
    desk.clock.run_for(1000)
    places = [box.bounding_box() for box in desk.locator(".queue-row").all()]
    comments[1].claim(by=editor)
    comments[2].approve(by=editor)
    desk.clock.run_for(21_000)
    expect(row(desk, comments[1])).to_contain_text("In mano a elena")
    expect(row(desk, comments[2])).to_contain_text("Nel frattempo: Pubblicato — elena")
    expect(desk.locator("[data-count=attesa]")).to_have_text("2")
    assert [box.bounding_box() for box in desk.locator(".queue-row").all()] == places
    assert desk.locator(".queue-frame > [role=status]").text_content() == ""


def test_ctrl_and_enter_send_what_was_written(desk, live_server):
    _comment, other = a_comment(), a_comment()
    fingers = open_queue(desk, live_server)
    fingers.press("e")
    desk.keyboard.type("Scrivi una PEC.")
    desk.keyboard.press("Control+Enter")
    is_here(desk, other)
    assert states() == ["approved", "waiting", "approved"]


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
