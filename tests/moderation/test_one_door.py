"""Every act passes the one door: on the row's lock, from what was seen, whatever came between."""

import pytest
from django.db import IntegrityError, transaction

from guides.moderation.decisions import Agent, Decision, Verb
from guides.moderation.exceptions import CannotDecide, Overtaken
from guides.moderation.item import QueueItem
from guides.privacy.retention import forget_old_data
from guides.spam.lessons import opinion_of
from guides.spam.models import SpamWord
from guides.stories.models import Story
from tests.privacy.test_forgetting import later
from tests.voices import a_comment, a_reply, a_story, public

pytestmark = pytest.mark.django_db


def on_screen(contribution):
    """What a colleague has on the screen: the row as it is now."""
    return type(contribution).objects.get(pk=contribution.pk)


ANNOTATIONS = {
    "flag": lambda story, by: story.flag(by=by),
    "note": lambda story, by: story.note(by=by, text="Lo stesso testo è su un altro sito."),
    "ask": lambda story, by: story.ask_author(by=by, question="Quando?"),
    "redact": lambda story, by: story.redact(by=by, words="vicino"),
}


@pytest.mark.parametrize("annotation", ANNOTATIONS)
def test_what_a_colleague_flagged_or_annotated_is_not_published_from_an_old_page(
    anna, bea, annotation
):
    story = a_story()
    old_page = on_screen(story)
    ANNOTATIONS[annotation](story, anna)
    with pytest.raises(Overtaken, match="Anna"):
        old_page.approve(by=bea)
    assert not on_screen(story).is_public
    assert on_screen(story).approve(by=bea)


def test_what_its_author_answered_is_read_before_it_is_decided(anna):
    story = a_story()
    question = story.ask_author(by=anna, question="Quando?")
    old_page = on_screen(story)
    assert story.answer_question(question, text="A maggio.")
    with pytest.raises(Overtaken, match="Risposta di chi scrive"):
        old_page.approve(by=anna)


def test_taking_in_hand_makes_no_page_old(anna):
    story = a_story()
    old_page = on_screen(story)
    story.claim(by=anna)
    story.release(by=anna)
    assert old_page.approve(by=anna)


ACTS = {
    "approve": lambda it, by, insults: it.approve(by=by),
    "reject": lambda it, by, insults: it.reject(by=by, because=insults),
    "spam": lambda it, by, insults: it.mark_spam(by=by),
    "undo": lambda it, by, insults: it.undo(by=by),
    "flag": lambda it, by, insults: it.flag(by=by),
    "claim": lambda it, by, insults: it.claim(by=by),
    "note": lambda it, by, insults: it.note(by=by, text="Ciao"),
    "ask": lambda it, by, insults: it.ask_author(by=by, question="Quando?"),
    "redact": lambda it, by, insults: it.redact(by=by, words="vicino"),
    "answer": lambda it, by, insults: it.approve_and_answer(by=by, text="Sì."),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("end", ["take_back", "erase"])
def test_nothing_is_done_to_what_its_author_took_away(anna, insults, act, end):
    comment = public(a_comment(), by=anna)
    getattr(comment, end)()
    before = Decision.objects.count()
    with pytest.raises(CannotDecide):
        ACTS[act](on_screen(comment), anna, insults)
    assert Decision.objects.count() == before
    assert on_screen(comment).state == "withdrawn"


@pytest.mark.parametrize("end", ["take_back", "erase"])
def test_what_the_newsroom_had_withdrawn_its_author_takes_away_for_good(anna, end):
    story = public(a_story(), by=anna)
    story.withdraw(by=anna)
    getattr(on_screen(story), end)()
    with pytest.raises(CannotDecide, match="ritirato"):
        on_screen(story).undo(by=anna)
    assert not Story.objects.approved().exists()


@pytest.mark.parametrize("act", sorted(set(ACTS) - {"claim", "reject"}))
def test_nothing_is_done_to_what_its_term_emptied(anna, insults, act):
    """An empty comment that keeps a thread's place is not published again."""
    comment = public(a_comment(), by=anna)
    public(a_reply(comment), by=anna)
    comment.reject(by=anna, because=insults)
    forget_old_data(now=later(181))
    assert on_screen(comment).text == ""
    with pytest.raises(CannotDecide, match="termine"):
        ACTS[act](on_screen(comment), anna, insults)


def test_what_is_withdrawn_is_not_flagged_and_the_database_says_so_too(anna):
    story = public(a_story(), by=anna)
    story.withdraw(by=anna)
    with pytest.raises(CannotDecide, match="ritirato"):
        story.flag(by=anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        QueueItem.objects.filter(pk=story.queue_item_id).update(flagged=True)


@pytest.mark.parametrize("kind", [a_story, a_comment])
@pytest.mark.parametrize("state", ["waiting", "approved", "rejected", "spam"])
@pytest.mark.parametrize("end", ["take_back", "erase"])
def test_an_author_takes_away_what_is_flagged_and_in_hand_in_any_state(
    anna, insults, kind, state, end
):
    one = kind(author_email="lettrice@posta.example")
    if state != "waiting":
        ACTS[{"approved": "approve", "rejected": "reject", "spam": "spam"}[state]](
            one, anna, insults
        )
    one.flag(by=anna)
    one.claim(by=anna)
    authors_page = on_screen(one)
    one.note(by=anna, text="Da rivedere")
    getattr(authors_page, end)()
    gone = on_screen(one)
    assert (gone.state, gone.queue_item.flagged) == ("withdrawn", False)
    forget_old_data(now=later(400))


def test_what_is_erased_under_a_moderators_eyes_is_said_to_be_gone(anna):
    story = a_story()
    page = on_screen(story)
    story.delete()
    with pytest.raises(CannotDecide, match="Non c’è più"):
        page.approve(by=anna)


def test_a_trusted_authors_confirmation_never_fails_because_a_moderator_was_faster(anna):
    from guides.moderation.preferences import ModerationSettings

    ModerationSettings.objects.update_or_create(
        pk=1, defaults={"trusts_authors": True, "trusted_after": 1}
    )
    email = "fidata@posta.example"
    public(a_story(author_email=email), by=anna)
    parent = a_comment()
    reply = a_reply(parent, author_email=email)  # of what nobody has published yet
    assert reply.confirm_email()
    assert (on_screen(reply).state, bool(on_screen(reply).email_confirmed_at)) == ("waiting", True)


def test_a_flag_is_taken_off_without_deciding(anna, bea):
    story = a_story()
    story.flag(rule="guardia antispam")
    assert story.unflag(by=anna)
    assert story.unflag(by=bea) is None
    assert (story.state, on_screen(story).queue_item.flagged) == ("waiting", False)
    story.undo(by=anna)
    assert on_screen(story).queue_item.flagged


def test_undoing_a_redaction_leaves_a_later_flag_and_the_lesson(anna):
    story = public(a_story(), by=anna)
    story.redact(by=anna, words="vicino")
    story.flag(rule="guardia antispam")
    story.undo(by=anna)
    assert "vicino" in story.text
    assert on_screen(story).queue_item.flagged
    assert on_screen(story).queue_item.lesson == "good"


def test_what_was_learned_of_words_is_unlearned_after_they_changed(anna):
    story = public(a_story(), by=anna)
    story.redact(by=anna, words="vicino di casa")
    story.undo(by=anna)
    story.undo(by=anna)
    assert opinion_of(story.text) is None
    assert not SpamWord.objects.filter(good__gt=0).exists()


def test_an_answer_under_what_is_public_already_is_written_down_and_not_given_twice(anna, bea):
    comment = public(a_comment(), by=anna)
    old_page = on_screen(comment)
    decision = comment.approve_and_answer(by=anna, text="Scrivi una PEC.")
    assert (decision.verb, decision.agent) == (Verb.REPLY, Agent.MODERATOR)
    with pytest.raises(Overtaken, match="Risposta della redazione"):
        old_page.approve_and_answer(by=anna, text="Scrivi una PEC.")
    with pytest.raises(CannotDecide, match="già pubblicata"):
        on_screen(comment).approve_and_answer(by=anna, text="Scrivi una PEC.")
    assert type(comment).objects.approved().count() == 2
