"""One press of a button on many things is one act: one undo, and what cannot go back is named."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from guides.moderation.decisions import Decision, Verb
from guides.queue import undoing
from guides.queue.acts import NotAnAct, perform
from guides.queue.recent import recent_acts
from tests.telling import tell_everybody
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db


def handles(*contents) -> list[str]:
    for content in contents:
        content.refresh_from_db()
    return [f"{content.queue_item_id}:{content.version}" for content in contents]


def states(*contents) -> list[str]:
    return [type(content).objects.get(pk=content.pk).state for content in contents]


def test_a_bulk_act_goes_back_whole(anna, bea):
    many = [a_story(), a_comment(), a_story()]
    outcome = perform("approve", handles(*many), by=anna)
    assert {decision.act for decision in outcome.done} == {outcome.act}
    back = perform(f"undo-act:{outcome.act}", [], by=bea)
    assert states(*many) == ["waiting"] * 3
    assert (len(back.done), back.refused) == (3, [])
    again = perform(f"undo-act:{outcome.act}", [], by=bea)
    assert (again.done, again.said) == ([], ["Non c’era niente da annullare."])


def test_what_cannot_go_back_stays_and_is_named_with_its_reason(anna, bea, insults):
    touched, held, erased, free = (a_story(title=t) for t in ("Toccata", "Presa", "Via", "Libera"))
    outcome = perform("approve", handles(touched, held, erased, free), by=anna)
    touched.refresh_from_db()
    touched.reject(by=bea, because=insults)
    held.claim(by=bea)
    erased.erase()
    back = perform(f"undo-act:{outcome.act}", [], by=anna)
    assert states(touched, held, erased, free) == ["rejected", "approved", "withdrawn", "waiting"]
    said = " ".join(back.refused)
    assert "«Toccata»: Dopo c’è stato altro: Non pubblicato: insulti o minacce — Bea" in said
    assert "«Presa»: Se ne sta occupando Bea" in said
    assert "ritirato" in said
    assert len(back.done) == 1


def test_after_thirty_days_an_act_stands(anna):
    story = a_story()
    outcome = perform("approve", handles(story), by=anna)
    Decision.objects.update(at=timezone.now() - timedelta(days=31))
    assert "30 giorni" in " ".join(perform(f"undo-act:{outcome.act}", [], by=anna).refused)
    assert states(story) == ["approved"]


def test_publishing_with_an_answer_is_one_act_too(anna):
    comment = a_comment()
    outcome = perform("answer", handles(comment), by=anna, text="Scrivi una PEC.")
    answer = type(comment).objects.get(text="Scrivi una PEC.")
    assert states(comment, answer) == ["approved", "approved"]
    perform(f"undo-act:{outcome.act}", [], by=anna)
    assert states(comment, answer) == ["waiting", "waiting"]


def test_an_answer_under_what_is_public_is_said_and_goes_back_alone(anna):
    comment = public(a_comment(), by=anna)
    outcome = perform("answer", handles(comment), by=anna, text="Scrivi una PEC.")
    [decision] = outcome.done
    assert decision.verb == Verb.REPLY
    answer = type(comment).objects.get(text="Scrivi una PEC.")
    perform(f"undo-act:{outcome.act}", [], by=anna)
    assert states(comment, answer) == ["approved", "waiting"]


def test_the_undo_of_a_row_takes_the_answer_back_with_what_was_published_with_it(anna):
    waiting, shown = a_comment(), public(a_comment(), by=anna)
    for comment in (waiting, shown):
        perform("answer", handles(comment), by=anna, text="Scrivi una PEC.")
        perform("undo", handles(comment), by=anna)
    assert states(waiting, shown) == ["waiting", "approved"]
    assert [c.state for c in type(shown).objects.filter(is_editors=True)] == ["waiting"] * 2


def test_more_than_a_page_goes_back_by_the_worker(anna, monkeypatch):
    monkeypatch.setattr(undoing, "AT_ONCE", 2)
    many = [a_story() for _ in range(5)]
    outcome = perform("approve", handles(*many), by=anna)
    back = perform(f"undo-act:{outcome.act}", [], by=anna)
    assert "le altre tornano indietro" in " ".join(back.said)
    tell_everybody()
    assert states(*many) == ["waiting"] * 5


@pytest.mark.parametrize("act", ["undo-act:", "undo-act:x", "undo-act:1", "block:all", "reject:x"])
def test_nonsense_is_no_act(anna, act):
    with pytest.raises(NotAnAct):
        perform(act, [], by=anna)


def test_an_act_that_never_was_changes_nothing(anna):
    assert perform(f"undo-act:{uuid4()}", [], by=anna).done == []


def test_the_last_decisions_stand_one_line_an_act(
    anna, bea, insults, django_assert_max_num_queries
):
    many = [a_story() for _ in range(3)]
    perform("approve", handles(*many), by=anna)
    other = a_story()
    outcome = perform(f"reject:{insults.pk}", handles(other), by=bea)
    other.claim(by=bea)  # no decision
    with django_assert_max_num_queries(3):
        last, first = recent_acts()
    assert (last.number, last.newest.actor, last.can_be_undone) == (1, bea, True)
    assert (first.number, len(first.items), first.can_be_undone) == (3, 3, True)
    assert [act.number for act in recent_acts(by=anna)] == [3]
    assert [act.number for act in recent_acts(before=last.decisions[-1].pk)] == [3]
    perform(f"undo-act:{outcome.act}", [], by=bea)
    undo, taken_back, _ = recent_acts()
    assert (undo.newest.verb, undo.can_be_undone, taken_back.can_be_undone) == (
        "undo",
        False,
        False,
    )
