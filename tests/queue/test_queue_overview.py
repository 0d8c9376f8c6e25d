"""One item's own address, an author's page, «Ultime decisioni», what changed meanwhile."""

import json
import re

import pytest
from django.contrib.auth.models import Permission

from guides.moderation.contributors import author_key
from guides.moderation.decisions import Decision
from guides.queue.recent import MOST
from tests.factories import a_live_guide
from tests.queue.pressing import ACT, QUEUE, page_of, press, said, state_of
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db

EMAIL = "lettrice@posta.example"
AUTHOR = f"?chi={author_key(EMAIL)}"


@pytest.fixture
def moderator(django_user_model):
    """Somebody who may moderate and nothing else."""
    user = django_user_model.objects.create_user("ugo", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="moderate_contribution"))
    return user


def test_an_item_has_one_address_whatever_its_state(desk, anna, insults):
    story = a_story(title="Lampada")
    address = f"{story.queue_item_id}/"
    for change in (
        lambda: None,
        lambda: story.approve(by=anna),
        lambda: story.reject(by=anna, because=insults),
        lambda: story.mark_spam(by=anna),
        lambda: story.undo(by=anna),
        lambda: story.withdraw(),
    ):
        change()
        text = page_of(desk, address)
        assert "Lampada" in text
        assert story.queue_item.get_state_display() in text
        assert text.count('class="queue-row"') == 1


def test_an_act_on_the_items_own_page_stays_there(desk):
    story = a_story(title="Lampada")
    answer = press(desk, "approve", story, solo=story.queue_item_id)
    assert answer.redirect_chain[-1][0].startswith(f"{QUEUE}{story.queue_item_id}/")
    assert "Pubblicato: «Lampada»" in said(answer)
    answer = desk.post(
        ACT, {"atto": "note", "voce": "1:1", "testo": "", "solo": story.queue_item_id}
    )
    assert answer.status_code == 422
    assert answer.content.decode().count('class="queue-row"') == 1


def test_the_address_of_what_is_gone_says_so(desk):
    assert "non c’è più" in desk.get(f"{QUEUE}999999/", follow=True).content.decode()


@pytest.mark.parametrize("page", ["", "1/", "decisioni/", "novita/", AUTHOR])
def test_only_moderators_read_these_pages(client, django_user_model, page):
    client.force_login(django_user_model.objects.create_user("eva", password="x", is_staff=True))
    assert client.get(f"{QUEUE}{page}").status_code == 403


def test_answering_what_is_public_says_rispondi_and_says_that_it_was_done(desk, anna):
    comment = public(a_comment(text="Come faccio?"), by=anna)
    text = page_of(desk, f"{comment.queue_item_id}/")
    assert "Pubblica la risposta" in text
    assert "Pubblica e rispondi" not in text
    told = said(press(desk, "answer", comment, testo="Scrivi una PEC."))
    assert "Non c’era niente da fare" not in told
    assert "ispost" in told


def test_an_authors_page_holds_all_that_they_sent_and_what_was_decided(desk, anna, insults):
    a_story(title="Uno", author_email=EMAIL).approve(by=anna)
    a_story(title="Due", author_email=EMAIL).reject(by=anna, because=insults)
    a_comment(author_email=EMAIL, author_name="Gatto")
    a_story(title="Di un’altra", author_email="altra@posta.example")
    text = page_of(desk, AUTHOR)
    assert re.findall(r'<h2 id="nome-\d+">([^<]+)</h2>', text) == [
        "Commento di Gatto",
        "Due",
        "Uno",
    ]
    assert "1 pubblicato, 1 non pubblicato" in text
    assert EMAIL in text


def undo_of(response) -> dict:
    """What the undo button of the page's outcome posts."""
    form = re.search(
        r'(?:class="queue-undo"|class="queue-outcome")>(.*?)</form>', text_in(response), re.S
    )
    act = re.search(r'name="atto" value="([^"]+)"', form[1])[1]
    return {"atto": act, "voce": re.findall(r'name="voce" value="([0-9]+:[0-9]+)"', form[1])}


def text_in(response) -> str:
    return response.content.decode()


def test_blocca_and_put_aside_the_rest_is_one_act_with_one_undo(desk, anna):
    waiting = [a_story(author_email=EMAIL) for _ in range(3)]
    published = public(a_story(author_email=EMAIL), by=anna)
    other = a_story(author_email="altra@posta.example")
    chi = author_key(EMAIL)
    answer = press(desk, "block", published, testo="Insulta tutti", scheda="tutte", chi=chi)
    assert "3 voci messe fra lo spam" in said(answer)
    assert "Bloccato" in said(answer)
    assert [state_of(one) for one in waiting] == ["spam"] * 3
    assert (state_of(published), state_of(other)) == ("approved", "waiting")
    assert "Insulta tutti" in page_of(desk, AUTHOR)
    answer = desk.post(ACT, undo_of(answer), follow=True)
    assert [state_of(one) for one in waiting] == ["waiting"] * 3
    assert "Il blocco è tolto" in said(answer)
    assert "Blocca, e metti da parte il resto" in page_of(desk, AUTHOR)


def test_who_has_nothing_waiting_is_blocked_all_the_same_and_let_in_again(desk, anna):
    story = public(a_story(author_email=EMAIL), by=anna)
    answer = press(desk, "block", story, testo="Insulta")
    assert undo_of(answer)["atto"].startswith("undo-act:")
    assert "Togli il blocco" in page_of(desk, AUTHOR)
    answer = desk.post(f"{QUEUE}sblocca/{author_key(EMAIL)}/", follow=True)
    assert "Il blocco è tolto" in said(answer)
    assert "Togli il blocco" not in page_of(desk, AUTHOR)


def test_a_block_without_a_why_is_told_by_its_field_on_the_authors_page(desk):
    story = a_story(author_email=EMAIL)
    story.refresh_from_db()
    voce = f"{story.queue_item_id}:{story.version}"
    posted = {
        "atto": "block",
        "voce": voce,
        "testo": " ",
        "scheda": "tutte",
        "chi": author_key(EMAIL),
    }
    answer = desk.post(ACT, posted)
    assert answer.status_code == 422
    assert re.search(r'id="errore-perche">\w', text_in(answer))
    assert state_of(story) == "waiting"


def test_a_typing_error_is_corrected_with_its_own_tool(desk):
    story = a_story(title="Lampada", text="Il paco è arrivato rotto.")
    answer = press(desk, "correct", story, testo="paco", giusto="pacco")
    assert "Corretto dalla redazione: «Lampada»" in said(answer)
    assert "Il pacco è arrivato rotto." in text_in(answer)
    desk.post(ACT, undo_of(answer))
    assert "Il paco è arrivato" in page_of(desk, f"{story.queue_item_id}/")


@pytest.mark.parametrize(
    ("wrong", "right", "status"), [("", "x", 422), ("paco", "", 422), ("mai scritto", "x", 409)]
)
def test_a_correction_that_cannot_be_made_keeps_both_words(desk, wrong, right, status):
    story = a_story(text="Il paco è arrivato.")
    story.refresh_from_db()
    posted = {"atto": "correct", "voce": f"{story.queue_item_id}:{story.version}"}
    answer = desk.post(ACT, posted | {"testo": wrong, "giusto": right})
    assert answer.status_code == status
    tool = re.search(r'data-tool="m">(.*?)</details>', text_in(answer), re.S)[1]
    assert 'class="queue-error"' in tool
    assert f'value="{wrong}"' in tool
    assert f'value="{right}"' in tool


def test_what_is_flagged_is_taken_off_with_a_button(desk, anna):
    story = a_story(title="Lampada")
    story.flag(by=anna)
    assert "Togli dai segnalati" in page_of(desk, "?scheda=segnalati")
    press(desk, "unflag", story)
    assert "Lampada" not in page_of(desk, "?scheda=segnalati")


def test_the_latest_decisions_are_of_people_and_can_be_narrowed(desk, anna, bea, insults):
    a_story(title="Uno").approve(by=anna)
    a_story(title="Due").reject(by=bea, because=insults)
    a_story(title="Tre").mark_spam(by=None, rule="guardia antispam")
    erased = public(a_story(title="Quattro"), by=anna)
    erased.delete()
    text = page_of(desk, "decisioni/")
    assert text.index("Il testo non c’è più") < text.index("Due") < text.index("Uno")
    assert "Tre" not in text
    assert "insulti o minacce" in text
    assert "Due" not in page_of(desk, f"decisioni/?moderatore={anna.pk}")
    assert "Nessuna decisione" in page_of(desk, "decisioni/?moderatore=999999")


def test_an_act_on_many_is_one_line_of_the_latest_decisions_with_one_undo(desk):
    stories = [a_story(title=f"Storia {n}") for n in range(5)]
    press(desk, "approve", *stories)
    text = page_of(desk, "decisioni/")
    assert text.count("Pubblicato (5 voci)") == 1
    assert "e altre 2" in text
    act = re.search(r'value="(undo-act:[^"]+)"', text)[1]
    answer = desk.post(ACT, {"atto": act, "torna": "decisioni"}, follow=True)
    assert "Decisioni annullate: 5." in text_in(answer)
    assert [state_of(story) for story in stories] == ["waiting"] * 5


def test_the_latest_decisions_stand_on_pages_that_miss_and_repeat_nothing(
    desk, anna, moderator, django_assert_max_num_queries
):
    guide = a_live_guide()
    for n in range(MOST + 10):
        (a_story() if n % 5 == 0 else a_comment(under=guide)).approve(by=anna)
    desk.force_login(moderator)
    with django_assert_max_num_queries(12):
        first = page_of(desk, "decisioni/")
    onward = re.search(r'href="[?](da=[0-9]+)" rel="next"', first)[1]
    second = page_of(desk, f"decisioni/?{onward}")
    assert 'rel="next"' not in second
    seen = re.findall(r'queueitem/([0-9]+)/"', first) + re.findall(r'queueitem/([0-9]+)/"', second)
    wanted = (
        Decision.objects.filter(agent="moderator").order_by("-id").values_list("item", flat=True)
    )
    assert [int(pk) for pk in seen] == list(wanted)


def news(desk, **states) -> dict:
    asked = ".".join(f"{pk.strip('_')}:{state}" for pk, state in states.items())
    response = desk.get(f"{QUEUE}novita/?voci={asked}")
    assert "no-store" in response["Cache-Control"]
    return json.loads(response.content)


def test_what_changed_meanwhile_costs_at_most_three_queries_beside_the_session(
    desk, bea, moderator, django_assert_max_num_queries
):
    mine, claimed, decided = a_story(), a_story(), a_story()
    claimed.claim(by=bea)
    decided.approve(by=bea)
    desk.force_login(moderator)
    shown = {f"_{one.queue_item_id}": "waiting" for one in (mine, claimed, decided)}
    with django_assert_max_num_queries(4 + 3):  # session, person, permissions twice
        told = news(desk, **shown, _999999="waiting")
    assert told["counts"]["attesa"] == "2"
    assert told["items"][str(mine.queue_item_id)] == ""
    assert "In mano a Bea fino alle" in told["items"][str(claimed.queue_item_id)]
    assert "Nel frattempo: Pubblicato — Bea" in told["items"][str(decided.queue_item_id)]
    assert "Non c’è più" in told["items"]["999999"]


@pytest.mark.parametrize("asked", ["", "x", "1", "²:waiting", f"{'9' * 30}:waiting", ":.:."])
def test_nonsense_asked_of_the_news_is_ignored(desk, asked):
    assert desk.get(f"{QUEUE}novita/?voci={asked}").status_code == 200


def test_what_looks_like_personal_data_is_marked_in_the_words(desk):
    story = a_story(text="Scrivetemi a gatto.nero@posta.example <b>subito</b>")
    text = page_of(desk, f"{story.queue_item_id}/")
    assert "a <mark>gatto.nero@posta.example</mark> &lt;b&gt;subito" in text
    assert "Sembra un indirizzo e-mail" in text


def test_a_comment_and_a_story_found_at_the_desk_lead_to_their_place_in_the_queue(desk):
    comment, story = a_comment(), a_story()
    for content, name in ((comment, "comment"), (story, "story")):
        text = desk.get(f"/admin/guides/{name}/{content.pk}/change/").content.decode()
        assert f"{QUEUE}{content.queue_item_id}/" in text
