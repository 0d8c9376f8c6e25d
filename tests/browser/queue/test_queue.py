"""«Da moderare» in a browser: a moderator and a keyboard."""

import pytest
from playwright.sync_api import expect

from guides.moderation.decisions import Decision, Verb
from guides.moderation.item import QueueItem
from tests.browser.queue.moderating import is_here, open_queue, row, states
from tests.factories import a_live_guide
from tests.voices import a_comment, a_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_thirty_items_are_cleared_by_keyboard_alone(desk, live_server, insults):
    guide = a_live_guide()
    for _ in range(30):
        a_comment(under=guide)
    fingers = open_queue(desk, live_server)
    # As a newsroom's day goes: most are fine, one in five is not, one in ten is spam.
    for n in range(30):
        current = desk.locator(".queue-row").first
        expect(current).to_be_focused()
        number = current.get_attribute("data-item")
        fingers.press(*{4: "ri", 8: "ri", 9: "s"}.get(n % 10, "a"))
        expect(desk.locator(f"#voce-{number}")).to_have_count(0)
    expect(desk.locator(".queue-empty")).to_contain_text("hai finito")
    assert QueueItem.objects.waiting().count() == 0
    assert QueueItem.objects.rejected().count() == 6
    assert QueueItem.objects.spam().count() == 3
    print(f"\nkey presses for 30 items: {fingers.pressed}")
    assert fingers.pressed == 36


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
