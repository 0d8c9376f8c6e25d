"""Each verb: one transaction, one Decision, nothing the second time, never two winners."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from guides.moderation.contributors import Contributor
from guides.moderation.decisions import Agent, Decision, Verb
from guides.moderation.exceptions import CannotDecide, Overtaken
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings
from guides.moderation.redaction import MARK
from guides.spam.lessons import opinion_of
from guides.spam.models import SpamWord
from tests.voices import a_comment, a_story

pytestmark = pytest.mark.django_db


def seen_now(contribution):
    """What a colleague has on the screen: the row as it is now."""
    return type(contribution).objects.get(pk=contribution.pk)


def test_every_act_leaves_a_decision_with_what_was_seen(anna, insults):
    story = a_story()
    seen = story.text_hash
    story.reject(by=anna, because=insults)
    received, rejected = story.queue_item.decisions.all()
    assert (received.verb, received.agent) == (Verb.RECEIVE, Agent.RULE)
    assert (rejected.verb, rejected.agent, rejected.actor) == (Verb.REJECT, Agent.MODERATOR, anna)
    assert (rejected.from_state, rejected.to_state) == ("waiting", "rejected")
    assert (rejected.reason, rejected.text_hash) == (insults, seen)


def test_the_same_verb_twice_is_one_act(anna):
    story = a_story()
    assert story.approve(by=anna)
    assert story.approve(by=anna) is None
    assert seen_now(story).approve(by=anna) is None
    assert story.queue_item.decisions.filter(verb=Verb.APPROVE).count() == 1


def test_of_two_moderators_the_second_is_told_what_the_first_did(anna, bea, insults):
    story = a_story()
    on_beas_screen = seen_now(story)
    story.approve(by=anna)
    with pytest.raises(Overtaken, match="Pubblicato — Anna"):
        on_beas_screen.reject(by=bea, because=insults)
    assert seen_now(story).state == "approved"


def test_a_text_changed_by_its_author_is_not_approved_unread(anna):
    story = a_story()
    on_annas_screen = seen_now(story)
    story.revise(text="Altre parole, che nessuno ha letto.")
    with pytest.raises(Overtaken, match="cambiato da chi scrive"):
        on_annas_screen.approve(by=anna)
    assert not seen_now(story).is_public


def test_an_author_cannot_change_what_was_decided(anna):
    story = a_story()
    on_its_authors_screen = seen_now(story)
    story.approve(by=anna)
    with pytest.raises(Overtaken):
        on_its_authors_screen.revise(text="Altro")
    with pytest.raises(Overtaken):
        seen_now(story).revise(text="Altro")


def test_saving_an_old_copy_takes_no_decision_back(anna):
    story = a_story()
    old_copy = seen_now(story)
    story.approve(by=anna)
    old_copy.verification = "Visto lo scontrino."
    old_copy.save()
    kept = seen_now(story)
    assert (kept.state, kept.verification) == ("approved", "Visto lo scontrino.")


def test_what_a_colleague_has_in_hand_is_theirs_until_it_expires(anna, bea):
    story = a_story()
    assert story.claim(by=anna)
    assert not story.claim(by=anna)
    with pytest.raises(CannotDecide, match="Anna"):
        seen_now(story).approve(by=bea)
    with pytest.raises(CannotDecide, match="Anna"):
        seen_now(story).claim(by=bea)
    item = story.queue_item
    item.claimed_until = timezone.now() - timedelta(seconds=1)
    item.save()
    assert seen_now(story).approve(by=bea)


def test_a_colleague_may_free_it_and_that_is_written_down(anna, bea):
    story = a_story()
    story.claim(by=anna)
    assert seen_now(story).release(by=bea)
    assert seen_now(story).approve(by=bea)
    assert story.queue_item.decisions.filter(verb=Verb.RELEASE, actor=bea).exists()


def test_undo_takes_back_one_act_after_another(anna, bea, insults):
    story = a_story()
    story.redact(by=anna, words="vicino di casa")
    story.reject(by=anna, because=insults)
    assert story.undo(by=bea).undoes.verb == Verb.REJECT
    assert (story.state, MARK in story.text) == ("waiting", True)
    story.undo(by=bea)
    assert "vicino di casa" in seen_now(story).text
    assert story.undo(by=bea) is None


def test_undo_of_an_approval_unpublishes(anna):
    story = a_story()
    story.approve(by=anna)
    story.undo(by=anna)
    assert not type(story).objects.approved().exists()


def test_after_thirty_days_nothing_is_undone(anna):
    story = a_story()
    story.approve(by=anna)
    story.queue_item.decisions.update(at=timezone.now() - timedelta(days=31))
    assert story.undo(by=anna) is None
    assert seen_now(story).state == "approved"


def test_what_its_author_withdrew_stays_withdrawn(anna):
    story = a_story()
    story.approve(by=anna)
    story.withdraw()
    for verb in (story.approve, story.undo, story.mark_spam):
        with pytest.raises(CannotDecide):
            verb(by=anna)
    assert seen_now(story).state == "withdrawn"


def test_redaction_keeps_the_original_apart_and_out_of_sight(client, anna):
    story = a_story(text="L’operatore Mario Rossi ha riso.", title="Mario Rossi e la bolletta")
    story.redact(by=anna, words="mario rossi")
    story.approve(by=anna)
    public = client.get(story.get_absolute_url(), follow=True).content.decode()
    assert MARK in public
    assert "Rossi" not in public
    assert {o.text for o in Original.objects.all()} == {
        "L’operatore Mario Rossi ha riso.",
        "Mario Rossi e la bolletta",
    }


def test_words_that_are_nowhere_cannot_be_omitted(anna):
    story = a_story()
    with pytest.raises(CannotDecide, match="non ci sono"):
        story.redact(by=anna, words="Bianchi")
    assert not Decision.objects.filter(verb=Verb.REDACT).exists()


def test_an_authors_new_text_is_not_overwritten_by_an_old_original(anna):
    story = a_story()
    story.redact(by=anna, words="vicino")
    story.revise(text="Tutto nuovo.")
    assert story.undo(by=anna) is None
    assert seen_now(story).text == "Tutto nuovo."


def test_a_flagged_item_waits_in_its_tab_until_somebody_decides(anna):
    story = a_story()
    story.approve(by=anna)
    story.flag(by=anna)
    assert type(story).objects.flagged().get() == story
    assert story.approve(by=anna)  # «lascia pubblicato»
    assert not type(story).objects.flagged().exists()
    assert story.state == "approved"


def test_the_same_question_or_note_twice_is_kept_once(anna):
    story = a_story()
    assert story.ask_author(by=anna, question="Quando?") == story.ask_author(
        by=anna, question="Quando?"
    )
    assert story.note(by=anna, text="Lo conosco") == story.note(by=anna, text="Lo conosco")
    question = story.questions.get()
    assert question.reply(text="A maggio.")
    assert not question.reply(text="A giugno.")
    assert story.questions.get().answer == "A maggio."


def test_the_same_submission_is_one_row():
    first = a_story()
    again = a_story(submission_id=first.submission_id)
    assert again.pk == first.pk
    assert type(first).objects.count() == 1


def test_the_spam_guards_verdict_sorts_and_never_deletes():
    reasons = [{"rule": "link", "points": 3, "sentence": "Ha tre collegamenti."}]
    doubtful = {"score": 3, "is_spam": False, "is_suspicious": True, "reasons": reasons}
    spam = doubtful | {"score": 9, "is_spam": True}
    company = a_story().company
    story = type(a_story())(title="a", text="b", author_name="c", company=company)
    assert story.submit(verdict=doubtful).queue_item.flagged
    other = type(story)(title="a", text="b", author_name="c", company=company)
    assert other.submit(verdict=spam).state == "spam"
    automatic = other.queue_item.decisions.last()
    assert (automatic.agent, automatic.actor) == (Agent.RULE, None)
    assert automatic.rule == "guardia antispam"


def test_an_authors_standing_follows_every_decision(anna, insults):
    one = a_story(author_email="Lettrice@posta.example")
    two = a_comment(author_email="lettrice@posta.example")
    one.approve(by=anna)
    two.reject(by=anna, because=insults)
    standing = Contributor.objects.of("lettrice@POSTA.example")
    assert (standing.approved, standing.rejected, standing.spam) == (1, 1, 0)
    two.undo(by=anna)
    one.mark_spam(by=anna)
    standing = Contributor.objects.of("lettrice@posta.example")
    assert (standing.approved, standing.rejected, standing.spam) == (0, 0, 1)


def a_trusting_newsroom(**fields) -> None:
    trust = {"trusts_authors": True, "trusted_after": 1} | fields
    ModerationSettings.objects.update_or_create(pk=1, defaults=trust)


def test_a_trusted_author_is_published_at_once_only_if_settings_say_so(anna):
    email = "fidata@posta.example"
    a_story(author_email=email).approve(by=anna)
    waiting = a_story(author_email=email)
    waiting.confirm_email()
    assert waiting.state == "waiting"
    a_trusting_newsroom()
    trusted = a_story(author_email=email)
    assert trusted.state == "waiting"  # anybody can type an address: it has to be confirmed
    trusted.confirm_email()
    assert trusted.state == "approved"
    last = trusted.queue_item.decisions.last()
    assert (last.agent, last.rule) == (Agent.RULE, "autore fidato")


def test_an_author_once_rejected_is_not_trusted(anna, insults):
    a_trusting_newsroom()
    email = "litigiosa@posta.example"
    a_story(author_email=email).approve(by=anna)
    a_story(author_email=email).reject(by=anna, because=insults)
    story = a_story(author_email=email)
    story.confirm_email()
    assert story.state == "waiting"


def lessons() -> tuple[int, int]:
    row = SpamWord.objects.filter(word=SpamWord.TEXTS).first()
    return (row.spam, row.good) if row else (0, 0)


def test_moderators_decisions_teach_the_spam_guard_and_undo_unteaches(anna, insults):
    story = a_story()
    story.approve(by=anna)
    assert lessons() == (0, 1)
    story.mark_spam(by=anna)
    assert lessons() == (1, 0)
    story.undo(by=anna)
    assert lessons() == (0, 0)
    story.reject(by=anna, because=insults)
    assert lessons() == (0, 0)
    assert opinion_of(story.text) is None


def test_the_database_refuses_a_decision_without_a_date():
    story = a_story()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(story).objects.filter(pk=story.pk).update(state="approved")


def test_a_moderators_name_outlives_the_account(anna):
    story = a_story()
    story.approve(by=anna)
    anna.delete()
    last = story.queue_item.decisions.last()
    assert (last.actor, last.agent) == (None, Agent.MODERATOR)
    assert "Anna" in last.sentence
