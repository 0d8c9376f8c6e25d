"""Blocking an author: what waits is put aside as one act, what is public stays, all goes back."""

import pytest
from django.db import IntegrityError, transaction

from guides.moderation.blocks import Block
from guides.moderation.decisions import Agent
from guides.moderation.exceptions import CannotDecide
from guides.privacy.retention import forget_old_data
from guides.queue import setting_aside
from guides.queue.acts import perform
from guides.queue.setting_aside import block_author
from guides.queue.undoing import undo_act
from tests.privacy.test_forgetting import later
from tests.queue.test_one_act import handles, states
from tests.telling import tell_everybody
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db
EMAIL = "molesto@posta.example"
WHY = "Pubblicità ripetuta"


def test_the_rest_is_put_aside_as_one_act_and_comes_back_as_one(anna, bea):
    first, second, third = (
        a_story(author_email=EMAIL),
        a_comment(author_email=EMAIL.upper()),
        a_story(author_email=EMAIL),
    )
    shown = public(a_story(author_email=EMAIL), by=bea)
    others = a_story(author_email="altra@posta.example")
    outcome = block_author(first, by=anna, because=WHY)
    assert states(first, second, third, shown, others) == [
        *["spam"] * 3,
        "approved",
        "waiting",
    ]
    assert {decision.act for decision in outcome.done} == {outcome.act}
    back = undo_act(outcome.act, by=bea)
    assert states(first, second, third) == ["waiting"] * 3
    assert "Il blocco è tolto." in back.said
    assert a_story(author_email=EMAIL).state == "waiting"


def test_what_a_blocked_author_sends_goes_to_the_spam_by_a_rule(anna):
    block_author(a_story(author_email=EMAIL), by=anna, because=WHY)
    sent = a_comment(author_email="Molesto@Posta.example")
    decision = sent.queue_item.decisions.last()
    assert (sent.state, decision.agent, decision.rule) == ("spam", Agent.RULE, "autore bloccato")
    assert a_comment(author_email="altra@posta.example").state == "waiting"


def test_a_block_keeps_no_address_and_no_network(anna):
    block_author(a_story(author_email=EMAIL, network="abc"), by=anna, because=WHY, network=True)
    assert {block.kind for block in Block.objects.all()} == {"address", "network"}
    assert not [block for block in Block.objects.all() if "molesto" in block.key]


def test_without_an_address_the_network_is_blocked_and_its_other_things_put_aside(anna):
    one, other = a_story(network="abc"), a_comment(network="abc", author_email="b@posta.example")
    elsewhere = a_story(network="def")
    block_author(one, by=anna, because=WHY)
    assert states(one, other, elsewhere) == ["spam", "spam", "waiting"]
    assert a_story(network="abc").state == "spam"


def test_the_network_of_a_known_author_is_blocked_only_if_asked(anna):
    block_author(a_story(author_email=EMAIL, network="abc"), by=anna, because=WHY)
    assert a_story(network="abc").state == "waiting"


def test_what_is_public_goes_only_if_asked_and_comes_back(anna, bea):
    shown, waiting = public(a_story(author_email=EMAIL), by=bea), a_story(author_email=EMAIL)
    outcome = block_author(waiting, by=anna, because=WHY, public_too=True)
    assert states(shown, waiting) == ["withdrawn", "spam"]
    undo_act(outcome.act, by=anna)
    assert states(shown, waiting) == ["approved", "waiting"]


@pytest.mark.parametrize("because", ["", "  "])
def test_a_block_says_why(anna, because):
    with pytest.raises(CannotDecide, match="perché"):
        block_author(a_story(author_email=EMAIL), by=anna, because=because)
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(kind="address", key="x", because="", by_name="Anna")


def test_who_left_nothing_cannot_be_blocked(anna):
    with pytest.raises(CannotDecide, match="niente da bloccare"):
        block_author(a_story(), by=anna, because=WHY)


def test_blocking_twice_is_one_block_and_the_second_undo_leaves_the_first(anna, bea):
    story = a_story(author_email=EMAIL)
    block_author(story, by=anna, because=WHY)
    second = block_author(story, by=bea, because="Anche per me")
    assert Block.objects.in_force().get().because == WHY
    undo_act(second.act, by=bea)
    assert Block.objects.in_force().count() == 1


def test_what_a_colleague_has_in_hand_is_named_and_left(anna, bea):
    one, held = a_story(author_email=EMAIL), a_story(title="Presa", author_email=EMAIL)
    held.claim(by=bea)
    outcome = block_author(one, by=anna, because=WHY)
    assert states(one, held) == ["spam", "waiting"]
    assert "«Presa»: Se ne sta occupando Bea" in " ".join(outcome.refused)


def test_the_worker_puts_aside_what_is_too_much_and_it_is_still_one_act(anna, monkeypatch):
    monkeypatch.setattr(setting_aside, "AT_ONCE", 2)
    many = [a_story(author_email=EMAIL) for _ in range(5)]
    outcome = block_author(many[0], by=anna, because=WHY)
    assert states(*many).count("spam") == 2
    tell_everybody()
    assert states(*many) == ["spam"] * 5
    undo_act(outcome.act, by=anna)
    assert states(*many) == ["waiting"] * 5


def test_the_button_blocks_and_its_undo_takes_it_back(anna):
    one, other = a_story(author_email=EMAIL), a_story(author_email=EMAIL)
    outcome = perform("block", handles(one), by=anna, text=WHY)
    assert states(one, other) == ["spam", "spam"]
    assert any("fra lo spam" in sentence for sentence in outcome.said)
    perform(f"undo-act:{outcome.act}", [], by=anna)
    assert states(one, other) == ["waiting", "waiting"]
    assert not Block.objects.in_force().exists()


def test_a_networks_block_ends_with_its_key(anna):
    block_author(a_story(author_email=EMAIL, network="abc"), by=anna, because=WHY, network=True)
    forget_old_data(now=later(31))
    assert [block.kind for block in Block.objects.all()] == ["address"]
